/**
 * Keeping what has not changed: who reads a tree again after an edit gives the things of before for those that say the
 * same, so that whoever looks at single things need only look at those that are new.
 */
import { sharedEnds } from '../base/shared-ends';
import type { Cells } from '../memory/cells';
import type { RegEntry, RegReading } from '../memory/reg';
import type { Span } from '../preprocessor/token-stream';

/** Whether two things say the same. */
export type Same<T> = (a: T, b: T) => boolean;

/**
 * `now` with the things of `before` for those that are the same, and `before` itself when all are. An edit leaves the
 * beginning and the end of a list as they were; what is between them is found by its key.
 */
export function keepList<T extends object>(
  before: readonly T[] | undefined,
  now: readonly T[],
  isSame: Same<T>,
  keyOf: (it: T) => unknown,
): readonly T[] {
  if (before === undefined) return now;
  const { before: head, behind: tail } = sharedEnds(before, now, (a, b) => a === b || isSame(a, b));
  if (head === before.length && head === now.length) return before;
  const changed = keepByKey(
    before.slice(head, before.length - tail),
    now.slice(head, now.length - tail),
    isSame,
    keyOf,
  );
  return [...before.slice(0, head), ...changed, ...before.slice(before.length - tail)];
}

function areSame<T>(a: T | undefined, b: T | undefined, isSame: Same<T>): boolean {
  return a === b || (a !== undefined && b !== undefined && isSame(a, b));
}

function keepByKey<T extends object>(
  before: readonly T[],
  now: readonly T[],
  isSame: Same<T>,
  keyOf: (it: T) => unknown,
): readonly T[] {
  if (before.length === 0) return now;
  const known = new Map<unknown, T[]>();
  for (const it of before) {
    const key = keyOf(it);
    const others = known.get(key);
    if (others === undefined) known.set(key, [it]);
    else others.push(it);
  }
  return now.map((it) => {
    const candidates = known.get(keyOf(it)) ?? [];
    const place = candidates.slice(0, mostCandidates).findIndex((old) => areSame(old, it, isSame));
    return place < 0 ? it : (candidates.splice(place, 1)[0] ?? it);
  });
}

/** Things of one key that are compared: more would only be had by hostile input, and are then new. */
const mostCandidates = 8;

/** The thing of before when it says the same. */
export function keep<T>(before: T | undefined, now: T, isSame: Same<NonNullable<T>>): T {
  if (before === undefined || before === null || now === undefined || now === null) return now;
  return before === now || isSame(before, now) ? before : now;
}

/** Whether two lists have things that are the same one by one; two that are absent are the same. */
export function areListsSame<T>(
  a: readonly T[] | undefined,
  b: readonly T[] | undefined,
  isSame: Same<T>,
): boolean {
  if (a === b) return true;
  if (a === undefined || b === undefined || a.length !== b.length) return false;
  return a.every((it, i) => areSame(it, b[i], isSame));
}

/** The very same object; for things that are kept themselves. */
export function isIdentical(a: unknown, b: unknown): boolean {
  return a === b;
}

/** The same tokens. */
export function isSameSpan(a: Span | undefined, b: Span | undefined): boolean {
  if (a === b) return true;
  if (a === undefined || b === undefined) return false;
  return a.stream === b.stream && a.from === b.from && a.to === b.to;
}

/** The same counts, said by the same nodes. */
export function isSameCells(a: Cells | undefined, b: Cells | undefined): boolean {
  if (a === b) return true;
  if (a === undefined || b === undefined) return false;
  return (
    a.address === b.address &&
    a.size === b.size &&
    a.addressFrom === b.addressFrom &&
    a.sizeFrom === b.sizeFrom
  );
}

/** The same entries of the same property, read with the same cells. */
export function isSameReg(a: RegReading | undefined, b: RegReading | undefined): boolean {
  if (a === b) return true;
  if (a === undefined || b === undefined) return false;
  return (
    a.property === b.property &&
    a.bytes === b.bytes &&
    a.count === b.count &&
    a.trailing === b.trailing &&
    isSameCells(a.cells, b.cells) &&
    areListsSame(a.entries, b.entries, isSameEntry)
  );
}

/** The same address and size at the same place. */
export function isSameEntry(a: RegEntry | undefined, b: RegEntry | undefined): boolean {
  if (a === b) return true;
  if (a === undefined || b === undefined) return false;
  return a.start === b.start && a.size === b.size && isSameSpan(a.at, b.at);
}
