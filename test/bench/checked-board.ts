/** The codes that the workspace finds in a text with the product's schemas, as the editor would show them. */
import path from 'node:path';
import { readSchemas } from '../../server/src/cli/bundled-schemas';
import { fileId } from '../../server/src/lexer/token-chunk';
import { createWorkspace } from '../../server/src/workspace/workspace';

/** Checks a text as a root file of its own. */
export function checkedBoard(text: string): readonly string[] {
  const file = fileId('/board.dts');
  const snapshot = createWorkspace().apply({
    files: [{ kind: 'text', file, text }],
    schemas: readSchemas([path.resolve(import.meta.dirname, '../../schemas')], () => undefined),
  });
  const found = snapshot.analysis(snapshot.contextOfRoot(file)).diagnostics();
  return found.map((it) => it.code);
}
