/** Turns features, which look at one file, into handlers of requests: guarded, and from the newest snapshot. */
import type { CancellationToken } from 'vscode-languageserver/node';
import { cancelled, guardedRequest, type Log } from './guard';
import type { Queue, Rank } from './queue';
import type { Session } from './session';
import { fileOfUri } from './uri';
import { viewOf, type View } from './view';

export interface DocumentParams {
  readonly textDocument: { readonly uri: string };
}

type Handler<P, R> = (params: P, token: CancellationToken) => Promise<R>;

export interface Answerer {
  /** Answers once everything that the document's context asks for is loaded. */
  about<P extends DocumentParams, R>(
    name: string,
    rank: Rank,
    feature: (view: View, params: P) => R,
    empty: R,
  ): Handler<P, R>;
  /** Answers from the document's own text, whatever is still to be loaded. */
  aboutText<P extends DocumentParams, R>(
    name: string,
    rank: Rank,
    feature: (view: View, params: P) => R,
    empty: R,
  ): Handler<P, R>;
}

/** Makes an answerer; `empty` is the answer for unknown documents and when a feature throws. */
export function answerer(log: Log, session: () => Session, queue: Queue): Answerer {
  return {
    about: (name, rank, feature, empty) =>
      guardedRequest(
        log,
        name,
        async (params, token) => {
          const file = fileOfUri(params.textDocument.uri);
          await queue.turn(rank);
          if (token.isCancellationRequested) throw cancelled();
          const snapshot = await session().settled(file);
          if (token.isCancellationRequested) throw cancelled();
          const view = viewOf(session(), snapshot, file);
          return view === undefined ? empty : feature(view, params);
        },
        empty,
      ),
    aboutText: (name, rank, feature, empty) =>
      guardedRequest(
        log,
        name,
        async (params, token) => {
          await queue.turn(rank);
          if (token.isCancellationRequested) throw cancelled();
          const file = fileOfUri(params.textDocument.uri);
          const view = viewOf(session(), session().snapshot(), file);
          return view === undefined ? empty : feature(view, params);
        },
        empty,
      ),
  };
}
