/**
 * Pushes diagnostics. Work is never queued: a change makes everything before it pointless, the document that was
 * edited comes first, one context is computed at a time, and between two of them newer messages are read. Only the
 * contexts of open documents are computed; a file is published once all of them that read it are up to date. What is
 * found in the documents themselves comes first; nodes that stand in included files alone are looked at when nothing
 * else is to be done. Rarely one of these has something to say in a document, which is then published once more.
 */
import type { PublishDiagnosticsParams } from 'vscode-languageserver/node';
import type { FileId } from '../lexer/token-chunk';
import type { Context } from '../workspace/context';
import type { Diagnostic, Snapshot } from '../workspace/snapshot';
import type { Status } from './extensions';
import { emptyReport, findingsIn, isSameReport, reportOf, type Report } from './published';
import type { Queue } from './queue';
import type { Session } from './session';
import { isSameStatus, statusOf } from './status';
import { messagesFirst } from './turns';

export interface Publisher {
  /** Something changed; `edited` is the document that the user is working on. */
  schedule(edited: FileId | undefined): void;
}

export interface Sink {
  diagnostics(params: PublishDiagnosticsParams): void;
  /** What a client has pulled for an open document is not all that was found. */
  refreshPulled(): void;
  status(status: Status): void;
  /** Runs work that nobody waits for. */
  run(work: () => Promise<void>): void;
}

/** Makes a publisher that says each thing once. */
export function createPublisher(session: () => Session, queue: Queue, sink: Sink): Publisher {
  const cell = { generation: 0, edited: undefined as FileId | undefined };
  const said: Said = { diagnostics: new Map(), statuses: new Map() };
  const update = async (generation: number) => {
    const isStale = () => generation !== cell.generation;
    const contexts = await openContexts(session(), cell.edited, isStale);
    if (isStale()) return;
    const documents = new Set(session().documents.keys());
    const first = startRound(session(), sink, said, contexts);
    for (const context of contexts.keys()) {
      const filling = session().filling(context);
      if (filling !== undefined) await filling;
      if (isStale()) return;
      session().snapshot().analysis(context);
      // Requests that came meanwhile need no more than this; findings can wait for them.
      await queue.turn('checking');
      if (isStale()) return;
      const snapshot = session().snapshot();
      const analysis = snapshot.analysis(context);
      takeIn(first, snapshot, context, {
        files: [...documents].filter((it) => analysis.reads.includes(it)),
        findings: analysis.diagnosticsFor(documents),
      });
      for (const file of contexts.get(context) ?? []) sayStatus(first, snapshot, file);
    }
    session().keepReady(new Set(contexts.keys()));
    const analysisNow = (context: Context) => session().snapshot().analysis(context);
    const read = new Set([...contexts.keys()].flatMap((it) => analysisNow(it).reads));
    clearOthers(first, read);
    const all: Findings[] = [];
    for (const context of contexts.keys()) {
      // What was said goes out, and who has asked is answered, before anything else is looked at.
      do {
        await queue.turn('idle');
        if (isStale()) return;
      } while (analysisNow(context).checkMore());
      all.push(analysisNow(context).diagnostics());
    }
    sayRest(first, session().snapshot(), read, all);
  };
  return {
    schedule: (edited) => {
      cell.generation++;
      if (edited !== undefined) cell.edited = edited;
      const { generation } = cell;
      sink.run(async () => {
        // A message that has already arrived is taken in before anything is computed.
        await messagesFirst();
        if (generation === cell.generation) await update(generation);
      });
    },
  };
}

type OpenContexts = ReadonlyMap<Context, readonly FileId[]>;

/** The preferred contexts of the open documents and the documents of each, that of the edited one first. */
async function openContexts(
  session: Session,
  edited: FileId | undefined,
  isStale: () => boolean,
): Promise<OpenContexts> {
  const contexts = new Map<Context, FileId[]>();
  const files = [...session.documents.keys()];
  const inOrder = [...files.filter((it) => it === edited), ...files.filter((it) => it !== edited)];
  for (const file of inOrder) {
    const preparing = session.preparing(file);
    if (preparing !== undefined) await preparing;
    if (isStale()) return contexts;
    const context = session.snapshot().contextOf(file);
    if (context === undefined) continue;
    const known = contexts.get(context);
    if (known === undefined) contexts.set(context, [file]);
    else known.push(file);
  }
  return contexts;
}

/** What was said last. */
interface Said {
  readonly diagnostics: Map<FileId, Publication>;
  readonly statuses: Map<FileId, Status>;
}

interface Publication extends Report {
  /** Of an open document. */
  readonly version: number | undefined;
}

type Findings = readonly Diagnostic[];

/** One round over the contexts of the open documents. */
interface Round {
  readonly session: Session;
  readonly sink: Sink;
  readonly said: Said;
  readonly waiting: Set<Context>;
  /** The findings of each context that is done. */
  readonly done: Findings[];
  /** Documents that were read by what is done and wait for other contexts that read them. */
  readonly unsaid: Set<FileId>;
}

function startRound(session: Session, sink: Sink, said: Said, contexts: OpenContexts): Round {
  const waiting = new Set(contexts.keys());
  return { session, sink, said, waiting, done: [], unsaid: new Set() };
}

/** What a context says of some files. */
interface Told {
  readonly files: readonly FileId[];
  readonly findings: Findings;
}

/** Takes in what a context says, and publishes those of the files that no context still to be computed reads. */
function takeIn(round: Round, snapshot: Snapshot, context: Context, told: Told): void {
  const { done, unsaid, waiting } = round;
  done.push(told.findings);
  waiting.delete(context);
  for (const file of told.files) unsaid.add(file);
  for (const file of unsaid) {
    const isRenewed = waiting.size > 0 && snapshot.contextsOf(file).some((it) => waiting.has(it));
    if (isRenewed) continue;
    unsaid.delete(file);
    publish(round, snapshot, file, done);
  }
}

function isPulled({ session }: Round, file: FileId): boolean {
  return session.client.pullsDiagnostics && session.documents.has(file);
}

/** Publishes what was not said in the first round: of included files, and of documents if more was found. */
function sayRest(
  first: Round,
  snapshot: Snapshot,
  read: ReadonlySet<FileId>,
  all: readonly Findings[],
): void {
  const isAllSaid = all.every((it, i) => it === first.done[i]);
  for (const file of read)
    if (!isAllSaid || !first.session.documents.has(file)) publish(first, snapshot, file, all);
  if (!isAllSaid && isPulledStale(first, all)) first.sink.refreshPulled();
}

/** Whether nodes that were looked at last have something to say in a document that the client asks about. */
function isPulledStale(first: Round, all: readonly Findings[]): boolean {
  return [...first.session.documents.keys()]
    .filter((it) => isPulled(first, it))
    .some((it) => !isSameFindings(findingsIn(it, first.done), findingsIn(it, all)));
}

function isSameFindings(a: Findings, b: Findings): boolean {
  return a.length === b.length && a.every(({ origin }, i) => origin === b[i]?.origin);
}

/** Sends the diagnostics of a file unless the client has just these or asks for them. */
function publish(round: Round, snapshot: Snapshot, file: FileId, found: readonly Findings[]): void {
  const { said, session } = round;
  if (isPulled(round, file)) return;
  const findings = findingsIn(file, found);
  const version = session.documents.get(file)?.version;
  const shown = version === undefined ? findings.filter(isShownUnopened) : findings;
  const places = { snapshot, uriOf: session.uriOf };
  const last = said.diagnostics.get(file) ?? nothingSaid;
  say(round, file, { version, ...reportOf(places, shown, last) });
}

/** Of files that nobody looks at only what is wrong is told. */
function isShownUnopened({ severity }: Diagnostic): boolean {
  return severity === 'error' || severity === 'warning';
}

function say({ said, session, sink }: Round, file: FileId, publication: Publication): void {
  const { diagnostics, version } = publication;
  const last = said.diagnostics.get(file) ?? nothingSaid;
  if (version === undefined && diagnostics.length === 0) said.diagnostics.delete(file);
  else said.diagnostics.set(file, publication);
  if (last.version === version && isSameReport(last, publication)) return;
  sink.diagnostics({
    uri: session.uriOf(file),
    ...(version !== undefined && { version }),
    diagnostics,
  });
}

const nothingSaid: Publication = { version: undefined, ...emptyReport };

/** Takes back what was published for files that no open document leads to any more, or that are now pulled. */
function clearOthers(round: Round, read: ReadonlySet<FileId>): void {
  const { said, session } = round;
  for (const file of [...said.diagnostics.keys()])
    if (!read.has(file) || isPulled(round, file)) say(round, file, nothingSaid);
  for (const file of said.statuses.keys())
    if (!session.documents.has(file)) said.statuses.delete(file);
}

function sayStatus({ said, session, sink }: Round, snapshot: Snapshot, file: FileId): void {
  const status = statusOf(session, snapshot, file);
  const last = said.statuses.get(file);
  if (status === undefined || (last !== undefined && isSameStatus(last, status))) return;
  said.statuses.set(file, status);
  sink.status(status);
}
