/**
 * Pushes diagnostics. Work is never queued: a change makes everything before it pointless, the document that was
 * edited comes first, one context is computed at a time, and between two of them newer messages are read. A file is
 * published once all contexts of open documents that read it are up to date.
 */
import type {
  Diagnostic as LspDiagnostic,
  PublishDiagnosticsParams,
} from 'vscode-languageserver/node';
import type { FileId } from '../lexer/token-chunk';
import type { Context } from '../workspace/context';
import type { Analysis, Diagnostic, Snapshot } from '../workspace/snapshot';
import type { Session } from './session';
import { statusOf } from './status';
import type { Status } from './extensions';
import { lspDiagnostic } from './to-lsp';

export interface Publisher {
  /** Something changed; `edited` is the document that the user is working on. */
  schedule(edited: FileId | undefined): void;
}

export interface Sink {
  diagnostics(params: PublishDiagnosticsParams): void;
  status(status: Status): void;
  /** Runs work that nobody waits for. */
  run(work: () => Promise<void>): void;
}

/** Makes a publisher that says each thing once. */
export function createPublisher(session: () => Session, sink: Sink): Publisher {
  const cell = { generation: 0, edited: undefined as FileId | undefined };
  const said = createMemory();
  const update = async (generation: number) => {
    const isStale = () => generation !== cell.generation;
    const contexts = await openContexts(session(), cell.edited, isStale);
    if (isStale()) return;
    const done = new Map<Context, Analysis>();
    for (const { context } of contexts) {
      if (done.has(context)) continue;
      const snapshot = await session().filled(context);
      if (isStale()) return;
      const analysis = snapshot.analysis(context);
      analysis.diagnostics();
      done.set(context, analysis);
      const waiting = contexts.map((it) => it.context).filter((it) => !done.has(it));
      publishSettled(session(), snapshot, done, waiting, sink, said);
      for (const it of contexts)
        if (it.context === context) sayStatus(session(), snapshot, it.file, sink, said);
      await nextTurn();
      if (isStale()) return;
    }
    clearOthers(session(), done, sink, said);
  };
  return {
    schedule: (edited) => {
      cell.generation++;
      if (edited !== undefined) cell.edited = edited;
      const { generation } = cell;
      // Two turns: a message that has already arrived is taken in before anything is computed.
      const start = () => {
        if (generation === cell.generation) sink.run(() => update(generation));
      };
      setImmediate(() => setImmediate(start));
    },
  };
}

interface OpenContext {
  readonly file: FileId;
  readonly context: Context;
}

/** The preferred context of each open document, the edited one first. */
async function openContexts(
  session: Session,
  edited: FileId | undefined,
  isStale: () => boolean,
): Promise<readonly OpenContext[]> {
  const files = [...session.documents.keys()];
  const inOrder = [...files.filter((it) => it === edited), ...files.filter((it) => it !== edited)];
  const contexts: OpenContext[] = [];
  for (const file of inOrder) {
    const snapshot = await session.settled(file);
    if (isStale()) return [];
    const [context] = snapshot.contextsOf(file);
    if (context !== undefined) contexts.push({ file, context });
  }
  return contexts;
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

interface Memory {
  /** What was published last, by file. */
  readonly diagnostics: Map<FileId, string>;
  readonly statuses: Map<FileId, string>;
}

function createMemory(): Memory {
  return { diagnostics: new Map(), statuses: new Map() };
}

/** Publishes the files that no context still to be computed reads. */
function publishSettled(
  session: Session,
  snapshot: Snapshot,
  done: ReadonlyMap<Context, Analysis>,
  waiting: readonly Context[],
  sink: Sink,
  said: Memory,
): void {
  const later = new Set(waiting);
  const isPulled = (file: FileId) => session.client.pullsDiagnostics && session.documents.has(file);
  const files = new Set([...done.values()].flatMap((it) => it.reads));
  for (const file of files) {
    const isRenewed = later.size > 0 && snapshot.contextsOf(file).some((it) => later.has(it));
    if (isRenewed || isPulled(file)) continue;
    publish(session, snapshot, file, findingsIn(file, [...done.values()]), sink, said);
  }
}

/** The findings of a file in several contexts, each once, in order. */
export function findingsIn(file: FileId, analyses: readonly Analysis[]): readonly Diagnostic[] {
  const seen = new Set<string>();
  return analyses
    .flatMap((it) => it.diagnostics().filter((one) => one.file === file))
    .filter(({ code, message, range }) => {
      const key = `${range.start} ${range.end} ${code} ${message}`;
      const isNew = !seen.has(key);
      seen.add(key);
      return isNew;
    })
    .sort((a, b) => a.range.start - b.range.start);
}

function publish(
  session: Session,
  snapshot: Snapshot,
  file: FileId,
  findings: readonly Diagnostic[],
  sink: Sink,
  said: Memory,
): void {
  const document = session.documents.get(file);
  const isShown = ({ severity }: Diagnostic) => severity === 'error' || severity === 'warning';
  const shown = document === undefined ? findings.filter(isShown) : findings;
  const diagnostics = shown.map((it) => lspDiagnostic({ snapshot, uriOf: session.uriOf }, it));
  say(file, diagnostics, session, sink, said);
}

/** Sends the diagnostics of a file unless the client has just these. */
function say(
  file: FileId,
  diagnostics: LspDiagnostic[],
  session: Session,
  sink: Sink,
  said: Memory,
): void {
  const version = session.documents.get(file)?.version;
  const text =
    diagnostics.length === 0 && version === undefined ? '' : JSON.stringify([version, diagnostics]);
  if ((said.diagnostics.get(file) ?? '') === text) return;
  said.diagnostics.set(file, text);
  sink.diagnostics({
    uri: session.uriOf(file),
    ...(version !== undefined && { version }),
    diagnostics,
  });
}

/** Takes back what was published for files that no open document leads to any more, or that are now pulled. */
function clearOthers(
  session: Session,
  done: ReadonlyMap<Context, Analysis>,
  sink: Sink,
  said: Memory,
): void {
  const read = new Set([...done.values()].flatMap((it) => it.reads));
  for (const file of said.diagnostics.keys()) {
    const isPulled = session.client.pullsDiagnostics && session.documents.has(file);
    if ((!read.has(file) || isPulled) && said.diagnostics.get(file) !== '') {
      said.diagnostics.set(file, '');
      sink.diagnostics({ uri: session.uriOf(file), diagnostics: [] });
    }
  }
  for (const file of said.statuses.keys())
    if (!session.documents.has(file)) said.statuses.delete(file);
}

function sayStatus(
  session: Session,
  snapshot: Snapshot,
  file: FileId,
  sink: Sink,
  said: Memory,
): void {
  const status = statusOf(session, snapshot, file);
  const text = JSON.stringify(status);
  if (status === undefined || said.statuses.get(file) === text) return;
  said.statuses.set(file, text);
  sink.status(status);
}
