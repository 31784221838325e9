/**
 * Work over many files or contexts on behalf of one request: between its steps messages are read, the client is told
 * how far it is, and it ends as soon as the client has cancelled it or a document has changed under it.
 */
import type {
  CancellationToken,
  ResultProgressReporter,
  WorkDoneProgressReporter,
} from 'vscode-languageserver/node';
import { cancelled, contentModified } from './guard';
import type { Session } from './session';
import { messagesFirst } from './turns';

export interface Sweep<T> {
  /** Called before each step: lets others in, and throws when nobody wants the answer any more. */
  step(done: number, of: number): Promise<void>;
  /** Hands over what was found; at once where the client takes answers in parts. */
  found(items: readonly T[]): void;
}

/** How the protocol's library hands a request with progress to its handler. */
export type SweepHandler<P, T> = (
  params: P,
  token: CancellationToken,
  progress: WorkDoneProgressReporter,
  results?: ResultProgressReporter<T[]>,
) => Promise<T[]>;

/** How long work may go on without letting others in, in milliseconds. */
const patience = 5;

/** Makes a handler of a request of work that is done step by step. */
export function sweeping<P, T>(
  session: () => Session,
  title: string,
  work: (session: Session, params: P, sweep: Sweep<T>) => Promise<void>,
): SweepHandler<P, T> {
  return async (params, token, progress, results) => {
    const collected: T[] = [];
    progress.begin(title, 0, undefined, true);
    try {
      const sweep: Sweep<T> = {
        step: createStep(session, token, progress),
        found: (items) => {
          if (results === undefined) collected.push(...items);
          else if (items.length > 0) results.report([...items]);
        },
      };
      await work(session(), params, sweep);
      return collected;
    } finally {
      progress.done();
    }
  };
}

function createStep(
  session: () => Session,
  token: CancellationToken,
  progress: WorkDoneProgressReporter,
): Sweep<unknown>['step'] {
  const { revision } = session();
  const began = revision();
  let last = performance.now();
  return async (done, of) => {
    if (performance.now() - last > patience) {
      progress.report(Math.floor((100 * done) / Math.max(1, of)));
      await messagesFirst();
      last = performance.now();
    }
    if (token.isCancellationRequested) throw cancelled();
    if (revision() !== began) throw contentModified();
  };
}
