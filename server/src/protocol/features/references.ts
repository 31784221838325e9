/** `textDocument/references`: over all contexts that read the file, one after the other; each place once. */
import type { Location, ReferenceParams } from 'vscode-languageserver/node';
import { referencesOf, soughtAt, type Reference } from '../../features/references';
import { offsetOf } from '../from-lsp';
import type { Session } from '../session';
import type { Sweep } from '../sweep';
import { lspLocation } from '../to-lsp';
import { fileOfUri } from '../uri';

/** The work of one request. */
export async function references(
  session: Session,
  { context: { includeDeclaration }, position, textDocument }: ReferenceParams,
  sweep: Sweep<Location>,
): Promise<void> {
  const file = fileOfUri(textDocument.uri);
  const settled = await session.settled(file);
  const source = settled.file(file);
  const sought = source && soughtAt(settled, file, offsetOf(source, position));
  if (sought === undefined) return;
  const seen = new Set<string>();
  const isNew = ({ file: id, range }: Reference) => {
    const key = `${range.start} ${range.end} ${id}`;
    return !seen.has(key) && seen.add(key);
  };
  const contexts = settled.contextsOf(file);
  for (const [i, context] of contexts.entries()) {
    await sweep.step(i, contexts.length);
    await session.filling(context);
    const snapshot = session.snapshot();
    const places = { snapshot, uriOf: session.uriOf };
    const found = referencesOf(snapshot, snapshot.analysis(context), sought)
      .filter((it) => includeDeclaration || !it.isDeclaration)
      .filter(isNew);
    sweep.found(found.map((it) => lspLocation(places, it.file, it.range)));
  }
  await sweep.step(contexts.length, contexts.length);
}
