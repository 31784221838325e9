/**
 * Who is answered first when much is asked at once, as editors do behind every key: one piece of work for each turn,
 * and between two of them answers go out and newer messages are read, of which one may be more urgent.
 */
import { messagesFirst, nextTurn } from './turns';

/**
 * What the user waits for while he types; what he points at; what is wrong with the text; how it is coloured; what
 * stands in other views; and what nobody waits for.
 */
export type Rank = 'typing' | 'pointing' | 'checking' | 'colouring' | 'listing' | 'idle';

const ranks: readonly Rank[] = ['typing', 'pointing', 'checking', 'colouring', 'listing', 'idle'];

/** Is told when work begins, and when nobody waits any more. */
export type RestListener = (isAtRest: boolean) => void;

export interface Queue {
  /** It is the caller's turn, until he waits for something. */
  turn(rank: Rank): Promise<void>;
}

/** An empty queue. Of one rank, those that came first are first. */
export function createQueue(atRest?: RestListener): Queue {
  const waiting = new Map<Rank, (() => void)[]>(ranks.map((it) => [it, []]));
  const cell = { isServing: false };
  const serve = async () => {
    cell.isServing = true;
    atRest?.(false);
    await letIn();
    for (let go = next(waiting); go !== undefined; go = next(waiting)) {
      go();
      await letIn();
    }
    cell.isServing = false;
    atRest?.(true);
  };
  return {
    turn: (rank) =>
      new Promise((resolve) => {
        waiting.get(rank)?.push(resolve);
        if (!cell.isServing) void serve();
      }),
  };
}

/** Until whoever asks in a message that has arrived stands in the queue. */
async function letIn(): Promise<void> {
  await messagesFirst();
  await nextTurn();
}

function next(waiting: ReadonlyMap<Rank, (() => void)[]>): (() => void) | undefined {
  for (const of of waiting.values()) if (of.length > 0) return of.shift();
  return undefined;
}
