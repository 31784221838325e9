/**
 * Stretches of the physical address space, exact in 64 bits and half-open: `start` is inside, `end` is not.
 * Two of them overlap exactly when Xen's overlap checks say so (Xen common/device-tree/bootinfo.c).
 */
import { firstWhere } from '../base/first-where';

export interface Interval {
  readonly start: bigint;
  /** `start + size`; beyond 2^64 when the range wraps around. */
  readonly end: bigint;
}

/** Whether the two have a byte in common; an empty one counts when it lies strictly inside the other. */
export function overlaps(a: Interval, b: Interval): boolean {
  return a.end > b.start && a.start < b.end;
}

/** Whether every byte of `inner` is in `outer`. */
export function contains(outer: Interval, inner: Interval): boolean {
  return inner.start >= outer.start && inner.end <= outer.end;
}

/** The bytes that both have; undefined when they have none. */
export function intersection(a: Interval, b: Interval): Interval | undefined {
  const start = a.start > b.start ? a.start : b.start;
  const end = a.end < b.end ? a.end : b.end;
  return start < end ? { start, end } : undefined;
}

/** The union of the intervals as the fewest intervals, in ascending order; empty ones vanish. */
export function merge(intervals: Iterable<Interval>): readonly Interval[] {
  const sorted = [...intervals].filter((it) => it.end > it.start).sort(byStart);
  const merged: Interval[] = [];
  for (const it of sorted) {
    const last = merged[merged.length - 1];
    if (last === undefined || it.start > last.end) merged.push({ start: it.start, end: it.end });
    else if (it.end > last.end) merged[merged.length - 1] = { start: last.start, end: it.end };
  }
  return merged;
}

/** Whether `inner` lies wholly in one of the `merged` (ascending, disjoint) intervals. */
export function isCovered(merged: readonly Interval[], inner: Interval): boolean {
  const candidate = merged[firstWhere(merged, (it) => it.start > inner.start) - 1];
  return candidate !== undefined && contains(candidate, inner);
}

/** Ascending by start, then by end. */
export function byStart(a: Interval, b: Interval): number {
  if (a.start !== b.start) return a.start < b.start ? -1 : 1;
  return a.end === b.end ? 0 : a.end < b.end ? -1 : 1;
}
