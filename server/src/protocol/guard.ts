/**
 * The one place where the server catches: whatever a request throws is logged with its stack and answered with
 * nothing, so that one bad request never ends the server. A request that the client has cancelled is answered so.
 */
import { LSPErrorCodes, ResponseError, type CancellationToken } from 'vscode-languageserver/node';

export type Log = (message: string) => void;

/** Answers a request by `handle`; with `empty` when that throws. */
export function guardedRequest<P, R, M extends readonly unknown[] = []>(
  log: Log,
  name: string,
  handle: (params: P, token: CancellationToken, ...more: M) => R | Promise<R>,
  empty: R,
): (params: P, token: CancellationToken, ...more: M) => Promise<R> {
  return async (params, token, ...more) => {
    try {
      if (token.isCancellationRequested) throw cancelled();
      return await handle(params, token, ...more);
    } catch (error) {
      if (error instanceof ResponseError) throw error;
      log(`${name}: ${describe(error)}`);
      return empty;
    }
  };
}

/** Takes a notification, or any work that nobody waits for. */
export function guarded<P extends readonly unknown[]>(
  log: Log,
  name: string,
  handle: (...params: P) => void | Promise<void>,
): (...params: P) => Promise<void> {
  return async (...params) => {
    try {
      await handle(...params);
    } catch (error) {
      log(`${name}: ${describe(error)}`);
    }
  };
}

/** What a request throws once its client no longer wants the answer. */
export function cancelled(): ResponseError<void> {
  return new ResponseError(LSPErrorCodes.RequestCancelled, 'cancelled');
}

/** What a request throws when a document has changed while it was answered: the places found are no longer true. */
export function contentModified(): ResponseError<void> {
  return new ResponseError(LSPErrorCodes.ContentModified, 'a document has changed');
}

/** Nothing that escapes everything else may end the process. */
export function surviveEverything(log: Log): void {
  process.on('uncaughtException', (error) => log(`uncaught: ${describe(error)}`));
  process.on('unhandledRejection', (reason) => log(`unhandled: ${describe(reason)}`));
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
