/** Finds the name that somebody probably meant: the known one that takes the fewest slips of the finger. */

/** Longer names are not compared: the work grows with the square of their length. */
const longestName = 256;

/** The closest of `known` to `name`, when it is close enough to be a misspelling; the first of equals. */
export function nearestName(name: string, known: Iterable<string>): string | undefined {
  return nearestNames(name, known)[0];
}

/** All that are equally close, in their order. */
export function nearestNames(name: string, known: Iterable<string>): readonly string[] {
  if (name.length > longestName) return [];
  const limit = name.length <= 3 ? 1 : name.length <= 8 ? 2 : 3;
  let best: string[] = [];
  let bestDistance = limit + 1;
  for (const candidate of known) {
    if (candidate === name || Math.abs(candidate.length - name.length) > bestDistance) continue;
    const distance = slips(name, candidate, bestDistance + 1);
    if (distance > bestDistance || distance > limit) continue;
    if (distance < bestDistance) best = [];
    best.push(candidate);
    bestDistance = distance;
  }
  return best;
}

/** Letters added, dropped, changed or swapped with their neighbour; stops counting at `limit`. */
function slips(a: string, b: string, limit: number): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const isSame = a[i - 1] === b[j - 1];
      const isSwap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      row[j] = Math.min(
        (last[j] ?? 0) + 1,
        (row[j - 1] ?? 0) + 1,
        (last[j - 1] ?? 0) + (isSame ? 0 : 1),
        isSwap ? (beforeLast[j - 2] ?? 0) + 1 : limit,
      );
    }
    if (Math.min(...row) >= limit) return limit;
    beforeLast = last;
    last = row;
  }
  return last[b.length] ?? limit;
}
