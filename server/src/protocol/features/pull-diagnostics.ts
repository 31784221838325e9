/**
 * `textDocument/diagnostic`: the findings of a document in every context of an open document that reads it. The
 * result's id names the analyses it was made of, so that asking again after an edit elsewhere costs nothing.
 */
import type {
  DocumentDiagnosticParams,
  DocumentDiagnosticReport,
} from 'vscode-languageserver/node';
import type { FileId } from '../../lexer/token-chunk';
import { memo } from '../../base/memo';
import type { Analysis, Diagnostic } from '../../workspace/snapshot';
import { findingsIn } from '../publisher';
import type { Session } from '../session';
import { lspDiagnostic } from '../to-lsp';
import { fileOfUri } from '../uri';

/** Makes the answerer; it numbers the results that it gave. */
export function createPullDiagnostics(
  session: () => Session,
): (params: DocumentDiagnosticParams) => Promise<DocumentDiagnosticReport> {
  const counter = { last: 0 };
  const numberOf = memo((_findings: readonly Diagnostic[]): number => ++counter.last);
  return async ({ previousResultId, textDocument }) => {
    const file = fileOfUri(textDocument.uri);
    const analyses = await analysesOf(session(), file);
    const resultId = analyses.map((it) => numberOf(it.diagnostics())).join('.');
    if (resultId !== '' && resultId === previousResultId) return { kind: 'unchanged', resultId };
    const places = { snapshot: session().snapshot(), uriOf: session().uriOf };
    const items = findingsIn(file, analyses).map((it) => lspDiagnostic(places, it));
    return { kind: 'full', resultId, items };
  };
}

/** The analyses of the preferred context and of the other open documents' contexts that read the file. */
async function analysesOf(session: Session, file: FileId): Promise<readonly Analysis[]> {
  const snapshot = await session.settled(file);
  if (snapshot.file(file) === undefined) return [];
  const [preferred, ...others] = snapshot.contextsOf(file);
  const open = new Set([...session.documents.keys()].map((it) => snapshot.contextsOf(it)[0]));
  const contexts = [preferred, ...others.filter((it) => open.has(it))].filter(
    (it) => it !== undefined,
  );
  for (const context of contexts) await session.filled(context);
  const newest = session.snapshot();
  return contexts.map((it) => newest.analysis(it));
}
