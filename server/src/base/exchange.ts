import { sharedEnds } from './shared-ends';

/** What became of the things of a list in another one. */
export interface Exchange<T> {
  readonly gone: ReadonlySet<T>;
  readonly come: ReadonlySet<T>;
  /** The things that stand in both lists are in the same order in each. */
  readonly isInOrder: boolean;
}

/** Compares two lists of objects, none of which stands twice in a list; takes little where they share their ends. */
export function exchangeOf<T extends object>(before: readonly T[], now: readonly T[]): Exchange<T> {
  const { before: front, behind: back } = sharedEnds(before, now);
  const old = before.slice(front, before.length - back);
  const fresh = now.slice(front, now.length - back);
  const gone = new Set(old);
  const come = new Set(fresh);
  const kept = fresh.filter((it) => gone.delete(it));
  for (const it of kept) come.delete(it);
  const isInOrder = kept.length === 0 || isInOrderOf(kept, old, gone);
  return { gone, come, isInOrder };
}

function isInOrderOf<T>(kept: readonly T[], old: readonly T[], gone: ReadonlySet<T>): boolean {
  const before = old.filter((it) => !gone.has(it));
  return sharedEnds(before, kept).before === kept.length;
}
