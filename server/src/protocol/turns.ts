/** Letting others in: the event loop reads messages only between the turns of whoever works. */

/** The next turn of the event loop. */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** Enough turns for a message that has arrived: it is read, decoded and handed out in one each. */
export async function messagesFirst(): Promise<void> {
  await nextTurn();
  await nextTurn();
  await nextTurn();
}
