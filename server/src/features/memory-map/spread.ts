/** Puts labels of one height below each other without overlap, as near as can be to where they want to be. */

/**
 * The tops of labels that want to be at the ascending tops `wanted`, none above `from`: least squares, by pooling
 * neighbours that would overlap (isotonic regression).
 */
export function spread(wanted: readonly number[], height: number, from: number): readonly number[] {
  const pools: { sum: number; count: number }[] = [];
  wanted.forEach((top, i) => {
    let pool = { sum: Math.max(from, top) - i * height, count: 1 };
    for (let last = pools.at(-1); last && meanOf(last) > meanOf(pool); last = pools.at(-1)) {
      pool = { sum: pool.sum + last.sum, count: pool.count + last.count };
      pools.pop();
    }
    pools.push(pool);
  });
  const tops: number[] = [];
  for (const pool of pools) {
    const shift = Math.max(from, meanOf(pool));
    for (let i = 0; i < pool.count; i++) tops.push(shift + tops.length * height);
  }
  return tops;
}

function meanOf({ sum, count }: { readonly sum: number; readonly count: number }): number {
  return sum / count;
}
