/** `workspace/symbol`: nodes and labels of all files that are known, whether or not they are open. */
import {
  SymbolKind,
  type SymbolInformation,
  type WorkspaceSymbolParams,
} from 'vscode-languageserver/node';
import { symbolsMatching } from '../../features/workspace-symbols';
import { isSourceName } from '../../workspace/paths';
import type { Session } from '../session';
import type { Sweep } from '../sweep';
import { lspLocation } from '../to-lsp';

/** How many symbols are told: whoever has typed no more than a letter will type on. */
const mostSymbols = 2000;

/** The work of one request. */
export async function workspaceSymbols(
  session: Session,
  { query }: WorkspaceSymbolParams,
  sweep: Sweep<SymbolInformation>,
): Promise<void> {
  const snapshot = session.snapshot();
  const places = { snapshot, uriOf: session.uriOf };
  const isOpen = (it: string) => [...session.documents.keys()].some((open) => open === it);
  const files = [...snapshot.files.values()].filter((it) => isSourceName(it.id) || isOpen(it.id));
  let left = mostSymbols;
  for (const [i, file] of files.entries()) {
    await sweep.step(i, files.length);
    const found = symbolsMatching(file, query).slice(0, left);
    left -= found.length;
    sweep.found(
      found.map(({ container, kind, name, range }) => ({
        name,
        kind: kind === 'label' ? SymbolKind.Variable : SymbolKind.Class,
        location: lspLocation(places, file.id, range),
        ...(container !== '' && { containerName: container }),
      })),
    );
    if (left === 0) return;
  }
}
