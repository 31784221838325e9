/**
 * A board on which intervals are pinned one after the other, and which names those already pinned that a new
 * one would overlap. All candidates are known beforehand: they are sorted once, and a tree of greatest ends
 * over them makes each step O(log n + hits), so a sweep over n intervals in any order costs n log n.
 */
import { byStart, overlaps, type Interval } from './interval';

export interface IntervalBoard<T extends Interval> {
  /** Pins a candidate; from now on it is found. */
  pin(candidate: T): void;
  /** The pinned intervals that overlap, in order of their starts, at most `limit` of them. */
  hits(interval: Interval, limit?: number): readonly T[];
}

/** How many overlaps of one interval are named at most: more are never shown. */
const defaultLimit = 64;

/** An empty board for these candidates. */
export function intervalBoard<T extends Interval>(candidates: readonly T[]): IntervalBoard<T> {
  const sorted = [...candidates].sort(byStart);
  const slots = new Map(sorted.map((it, slot) => [it, slot]));
  const width = powerOfTwo(sorted.length);
  const isPinned = new Uint8Array(sorted.length);
  /** Greatest end of the pinned intervals below each tree node; node 1 is the root, leaves start at `width`. */
  const ends = new Array<bigint>(2 * width).fill(-1n);

  const pin = (candidate: T): void => {
    const slot = slots.get(candidate);
    if (slot === undefined) return;
    isPinned[slot] = 1;
    for (let at = width + slot; at >= 1; at >>= 1) {
      if ((ends[at] ?? -1n) >= candidate.end) break;
      ends[at] = candidate.end;
    }
  };

  const hits = (interval: Interval, limit = defaultLimit): readonly T[] => {
    const found: T[] = [];
    const pending = [1];
    while (pending.length > 0 && found.length < limit) {
      const at = pending.pop() ?? 0;
      if ((ends[at] ?? -1n) <= interval.start) continue;
      if ((sorted[firstSlot(at, width)]?.start ?? interval.end) >= interval.end) continue;
      if (at < width) {
        pending.push(2 * at + 1, 2 * at);
        continue;
      }
      const it = sorted[at - width];
      if (it !== undefined && isPinned[at - width] === 1 && overlaps(it, interval)) found.push(it);
    }
    return found;
  };

  return { pin, hits };
}

/** The leftmost leaf below a tree node, as a slot. */
function firstSlot(at: number, width: number): number {
  let leaf = at;
  while (leaf < width) leaf *= 2;
  return leaf - width;
}

function powerOfTwo(atLeast: number): number {
  let width = 1;
  while (width < atLeast) width *= 2;
  return width;
}
