/**
 * A board on which intervals are pinned one after the other, and which tells what is in the way of a new one. All
 * candidates are known beforehand and are named by their place in the list. They are sorted once, which tells already
 * whom nobody ever touches: nearly all of a sound tree. For the others a tree of greatest ends and earliest places makes
 * each step O(log n), so that going through n intervals in any order costs n log n.
 */
import { exactNumbers } from './exact-numbers';
import type { Interval } from './interval';

export interface IntervalBoard<T extends Interval> {
  /** Whether no other candidate overlaps this one or starts where it starts. */
  isAlone(place: number): boolean;
  /** Pins a candidate; from now on it is found. */
  pin(place: number): void;
  /** Of the pinned ones that overlap a candidate, the earliest in the list that is acceptable. */
  firstHit(place: number, accepts: (it: T) => boolean): T | undefined;
  /** Of the pinned ones with a byte where a candidate starts, and which start there, the smallest that is acceptable. */
  firstAtStart(place: number, accepts: (it: T) => boolean): T | undefined;
  /** How often the board has looked at anything so far. */
  looks(): number;
}

/** How many overlaps of one candidate are considered at most: more take part in no sound tree. */
const mostHits = 64;

/** An empty board for these candidates. */
export function intervalBoard<T extends Interval>(candidates: readonly T[]): IntervalBoard<T> {
  const { starts, ends } = exactNumbers(candidates);
  const crowd = crowdOf(starts, ends);
  const index = crowdIndex(crowd, starts, ends);
  const isInCrowd = new Uint8Array(candidates.length);
  for (const place of crowd) isInCrowd[place] = 1;
  const acceptable = (accepts: (it: T) => boolean) => (place: number) => {
    const it = candidates[place];
    return it !== undefined && accepts(it);
  };
  return {
    isAlone: (place) => isInCrowd[place] !== 1,
    pin: index.pin,
    firstHit: (place, accepts) => candidates[index.earliestOverlap(place, acceptable(accepts))],
    firstAtStart: (place, accepts) =>
      candidates[index.pinnedAtStart(place).find(acceptable(accepts)) ?? -1],
    looks: () => candidates.length + index.looks(),
  };
}

/** The places of those that touch another, by their starts, then their ends. */
function crowdOf(starts: Float64Array, ends: Float64Array): readonly number[] {
  const start = (place: number | undefined) => starts[place ?? -1] ?? Infinity;
  const end = (place: number | undefined) => ends[place ?? -1] ?? -Infinity;
  const sorted = Array.from(starts, (_, place) => place).sort(
    (a, b) => start(a) - start(b) || end(a) - end(b),
  );
  const crowd: number[] = [];
  let reached = -Infinity;
  sorted.forEach((place, i) => {
    const from = start(place);
    const isReached = from < reached || start(sorted[i - 1]) === from;
    const next = start(sorted[i + 1]);
    if (isReached || next < end(place) || next === from) crowd.push(place);
    reached = Math.max(reached, end(place));
  });
  return crowd;
}

/** Finds among those that touch others. Slots number them by their starts. */
function crowdIndex(crowd: readonly number[], starts: Float64Array, ends: Float64Array) {
  const width = powerOfTwo(crowd.length);
  /** Greatest end and earliest place of the pinned ones below each tree node; 1 is the root, leaves start at `width`. */
  const greatestEnds = new Float64Array(2 * width).fill(-1);
  const earliest = new Float64Array(2 * width).fill(Infinity);
  const slotOf = new Map(crowd.map((place, slot) => [place, slot]));
  const pinnedByStart = new Map<number, number[]>();
  let looks = 0;

  const pin = (place: number): void => {
    const slot = slotOf.get(place);
    if (slot === undefined) return;
    const end = ends[place] ?? 0;
    for (let at = width + slot; at >= 1; at >>= 1) {
      looks++;
      if ((greatestEnds[at] ?? 0) < end) greatestEnds[at] = end;
      if ((earliest[at] ?? 0) > place) earliest[at] = place;
    }
    const start = starts[place] ?? 0;
    const others = pinnedByStart.get(start) ?? [];
    if (others.length >= mostHits || end <= start) return;
    others.push(place);
    others.sort((a, b) => (slotOf.get(a) ?? 0) - (slotOf.get(b) ?? 0));
    pinnedByStart.set(start, others);
  };

  const earliestOverlap = (place: number, accepts: (place: number) => boolean): number => {
    const start = starts[place] ?? 0;
    const end = ends[place] ?? 0;
    const pending = [1];
    let best = Infinity;
    let left = mostHits;
    for (let at = pending.pop(); at !== undefined && left > 0; at = pending.pop()) {
      looks++;
      if ((greatestEnds[at] ?? -1) <= start || (earliest[at] ?? Infinity) >= best) continue;
      if ((starts[crowd[firstSlot(at, width)] ?? -1] ?? Infinity) >= end) continue;
      if (at >= width) {
        const found = crowd[at - width] ?? -1;
        if (accepts(found)) best = found;
        left--;
        continue;
      }
      const isLeftFirst = (earliest[2 * at] ?? 0) <= (earliest[2 * at + 1] ?? 0);
      pending.push(isLeftFirst ? 2 * at + 1 : 2 * at, isLeftFirst ? 2 * at : 2 * at + 1);
    }
    return best === Infinity ? -1 : best;
  };

  const pinnedAtStart = (place: number) => pinnedByStart.get(starts[place] ?? -1) ?? [];
  return { pin, earliestOverlap, pinnedAtStart, looks: () => looks };
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
