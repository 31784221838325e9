/** The first place, from `start` on, at which something holds, in a list in which it holds for all behind it too. */
export function firstWhere<T>(all: readonly T[], holds: (it: T) => boolean, start = 0): number {
  let low = start;
  let high = all.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(all[middle] as T)) high = middle;
    else low = middle + 1;
  }
  return low;
}
