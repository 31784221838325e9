/** Puts regions that share bytes side by side. */
import type { Interval } from '../../memory/interval';

export interface Lane {
  /** From 0. */
  readonly lane: number;
  /** How many stand side by side where this one stands. */
  readonly of: number;
}

/** Beyond so many side by side the last lane is shared: they would be too narrow to be seen. */
export const mostLanes = 6;

/** A lane for each interval; they ascend by start. */
export function lanesOf(intervals: readonly Interval[]): readonly Lane[] {
  const lanes: number[] = [];
  const crowds: number[] = [];
  /** How many lanes each crowd of intervals that touch each other takes. */
  const widths: number[] = [];
  let ends: bigint[] = [];
  let reached: bigint | undefined;
  for (const { start, end } of intervals) {
    if (reached === undefined || start >= reached) {
      widths.push(0);
      ends = [];
    }
    const free = ends.findIndex((it) => it <= start);
    const lane = free >= 0 ? free : Math.min(ends.length, mostLanes - 1);
    ends[lane] = ends[lane] !== undefined && ends[lane] > end ? ends[lane] : end;
    lanes.push(lane);
    crowds.push(widths.length - 1);
    widths[widths.length - 1] = Math.max(widths.at(-1) ?? 0, lane + 1);
    if (reached === undefined || end > reached) reached = end;
  }
  return lanes.map((lane, i) => ({ lane, of: widths[crowds[i] ?? 0] ?? 1 }));
}
