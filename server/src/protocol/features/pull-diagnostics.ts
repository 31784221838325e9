/**
 * `textDocument/diagnostic`: the findings of a document in every context of an open document that reads it. A client
 * that has just these already is told so, whatever was edited since.
 */
import type {
  CancellationToken,
  DocumentDiagnosticParams,
  DocumentDiagnosticReport,
} from 'vscode-languageserver/node';
import type { FileId } from '../../lexer/token-chunk';
import type { Context } from '../../workspace/context';
import type { Diagnostic } from '../../workspace/snapshot';
import { cancelled } from '../guard';
import { emptyReport, findingsIn, isSameReport, reportOf, type Report } from '../published';
import type { Queue } from '../queue';
import type { Session } from '../session';
import { fileOfUri } from '../uri';

interface Given extends Report {
  readonly resultId: string;
}

/** Makes the answerer; it numbers the results that it gave and keeps the last of each open document. */
export function createPullDiagnostics(
  session: () => Session,
  queue: Queue,
): (
  params: DocumentDiagnosticParams,
  token: CancellationToken,
) => Promise<DocumentDiagnosticReport> {
  const given = new Map<FileId, Given>();
  const counter = { last: 0 };
  return async ({ previousResultId, textDocument }, token) => {
    const file = fileOfUri(textDocument.uri);
    const { findings, snapshot } = await findingsOf(session(), queue, file, token);
    const last = given.get(file);
    const places = { snapshot, uriOf: session().uriOf };
    const report = reportOf(places, findings, last ?? emptyReport);
    const isUnchanged =
      last !== undefined && last.resultId === previousResultId && isSameReport(last, report);
    const resultId = isUnchanged ? last.resultId : `${++counter.last}`;
    for (const it of given.keys()) if (!session().documents.has(it)) given.delete(it);
    given.set(file, { resultId, ...report });
    if (isUnchanged) return { kind: 'unchanged', resultId };
    return { kind: 'full', resultId, items: report.diagnostics };
  };
}

/** The findings in the preferred context and in the other open documents' contexts that read the file. */
async function findingsOf(session: Session, queue: Queue, file: FileId, token: CancellationToken) {
  const contexts = await contextsToAsk(session, file);
  for (const context of contexts) {
    await queue.turn('checking');
    const filling = session.filling(context);
    if (filling !== undefined) await filling;
    if (token.isCancellationRequested) throw cancelled();
    find(session, file, context);
  }
  const found = contexts.map((it) => find(session, file, it));
  return { findings: findingsIn(file, found), snapshot: session.snapshot() };
}

/** What is found first; a client that cannot be asked to pull again gets all at once. */
function find(session: Session, file: FileId, context: Context): readonly Diagnostic[] {
  const analysis = session.snapshot().analysis(context);
  if (!session.client.refreshesDiagnostics) return analysis.diagnostics();
  return analysis.diagnosticsFor(new Set([...session.documents.keys(), file]));
}

async function contextsToAsk(session: Session, file: FileId): Promise<readonly Context[]> {
  const snapshot = await session.settled(file);
  if (snapshot.file(file) === undefined) return [];
  const preferred = snapshot.contextOf(file);
  const open = new Set([...session.documents.keys()].map((it) => snapshot.contextOf(it)));
  // Who else reads a file is a question to all roots: asked only where another one is open.
  const others = [...open].some((it) => it !== preferred) ? snapshot.contextsOf(file).slice(1) : [];
  return [preferred, ...others.filter((it) => open.has(it))].filter((it) => it !== undefined);
}
