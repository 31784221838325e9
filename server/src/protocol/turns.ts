/** Letting others in: the event loop reads messages only between the turns of whoever works. */

/** The next turn: messages that have arrived are read before it. */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
