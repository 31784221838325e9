/**
 * The ends of intervals as numbers that compare as the intervals do: comparing 64-bit numbers by the thousand would
 * take most of the time. Addresses below 2^53 are their own numbers; as soon as one is not, each address is replaced by
 * its rank among all of them.
 */
import type { Interval } from './interval';

export interface ExactNumbers {
  readonly starts: Float64Array;
  readonly ends: Float64Array;
}

/** One number for each start and each end, in the order of the intervals. */
export function exactNumbers(intervals: readonly Interval[]): ExactNumbers {
  const starts = new Float64Array(intervals.length);
  const ends = new Float64Array(intervals.length);
  let isExact = true;
  intervals.forEach(({ start, end }, i) => {
    starts[i] = Number(start);
    ends[i] = Number(end);
    isExact &&= (ends[i] ?? 0) <= Number.MAX_SAFE_INTEGER;
  });
  return isExact ? { starts, ends } : ranks(intervals);
}

function ranks(intervals: readonly Interval[]): ExactNumbers {
  const addresses = [...new Set(intervals.flatMap(({ start, end }) => [start, end]))];
  addresses.sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  const rankOf = new Map(addresses.map((it, i) => [it, i]));
  return {
    starts: Float64Array.from(intervals, (it) => rankOf.get(it.start) ?? 0),
    ends: Float64Array.from(intervals, (it) => rankOf.get(it.end) ?? 0),
  };
}
