/** Sums over a list, one for each item: of everything before it. They tell where in a whole each of its parts lies. */

/** The sum of the sizes before each item, and behind them the sum of all. */
export function prefixSums<T>(items: readonly T[], sizeOf: (item: T) => number): Uint32Array {
  const sums = new Uint32Array(items.length + 1);
  let sum = 0;
  for (let i = 0; i < items.length; i++) {
    const item = items[i];
    sums[i] = sum;
    if (item !== undefined) sum += sizeOf(item);
  }
  sums[items.length] = sum;
  return sums;
}

/** The sums after the items from `from` to before `to` were replaced: only the new ones are measured. */
export function splicedSums<T>(
  sums: Uint32Array,
  from: number,
  to: number,
  fresh: readonly T[],
  sizeOf: (item: T) => number,
): Uint32Array {
  const moved = fresh.length - (to - from);
  if (moved === 0 && fresh.every((it, i) => sizeOf(it) === sizeAt(sums, from + i))) return sums;
  const result = new Uint32Array(sums.length + moved);
  result.set(sums.subarray(0, from));
  let sum = sums[from] ?? 0;
  fresh.forEach((item, i) => {
    result[from + i] = sum;
    sum += sizeOf(item);
  });
  const grown = sum - (sums[to] ?? 0);
  for (let i = to; i < sums.length; i++) result[i + moved] = (sums[i] ?? 0) + grown;
  return result;
}

function sizeAt(sums: Uint32Array, at: number): number {
  return (sums[at + 1] ?? 0) - (sums[at] ?? 0);
}
