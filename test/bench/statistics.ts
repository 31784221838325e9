/** What is said of a series of measurements. Nothing is thrown away: the worst is part of the truth. */

export interface Statistics {
  readonly count: number;
  readonly least: number;
  readonly median: number;
  readonly p95: number;
  readonly most: number;
}

/** Sums up a series; undefined when nothing was measured. */
export function statisticsOf(values: readonly number[]): Statistics | undefined {
  const sorted = [...values].sort((a, b) => a - b);
  const [least] = sorted;
  const most = sorted.at(-1);
  if (least === undefined || most === undefined) return undefined;
  return {
    count: sorted.length,
    least: rounded(least),
    median: rounded(quantile(sorted, 0.5)),
    p95: rounded(quantile(sorted, 0.95)),
    most: rounded(most),
  };
}

/** The median of a series that may be empty. */
export function medianOf(values: readonly number[]): number | undefined {
  return statisticsOf(values)?.median;
}

/** One number divided by another, when both are known and the quotient means something. */
export function ratio(ours: number | undefined, theirs: number | undefined): number | undefined {
  if (ours === undefined || theirs === undefined || theirs === 0) return undefined;
  return rounded(ours / theirs);
}

/** Hundredths are finer than what two runs agree on. */
export function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}

/** The smallest value that at least that part of the series does not exceed. */
function quantile(sorted: readonly number[], part: number): number {
  const at = Math.max(0, Math.ceil(part * sorted.length) - 1);
  return sorted[at] ?? 0;
}
