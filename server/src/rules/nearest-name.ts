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
  let bestDistance = limit;
  for (const candidate of known) {
    if (candidate === name || Math.abs(candidate.length - name.length) > bestDistance) continue;
    const distance = slips(name, candidate, bestDistance + 1);
    if (distance > bestDistance) continue;
    if (distance < bestDistance) best = [];
    best.push(candidate);
    bestDistance = distance;
  }
  return best;
}

/**
 * Letters added, dropped, changed or swapped with their neighbour; `limit` when there are as many or more. Only cells
 * near the diagonal are filled: those further off already stand for more slips than the limit.
 */
function slips(a: string, b: string, limit: number): number {
  const width = b.length + 1;
  let beforeLast: number[] = [];
  let last: number[] = [];
  for (let j = 0; j < width; j++) last.push(j);
  for (let i = 1; i <= a.length; i++) {
    const from = Math.max(1, i - limit);
    const to = Math.min(b.length, i + limit);
    const row: number[] = [];
    row[from - 1] = from === 1 ? i : limit;
    let least = row[from - 1] ?? limit;
    for (let j = from; j <= to; j++) {
      const isSame = a.charCodeAt(i - 1) === b.charCodeAt(j - 1);
      const isSwap =
        i > 1 &&
        j > 1 &&
        a.charCodeAt(i - 1) === b.charCodeAt(j - 2) &&
        a.charCodeAt(i - 2) === b.charCodeAt(j - 1);
      const cost = Math.min(
        (last[j] ?? limit) + 1,
        (row[j - 1] ?? limit) + 1,
        (last[j - 1] ?? limit) + (isSame ? 0 : 1),
        isSwap ? (beforeLast[j - 2] ?? limit) + 1 : limit,
      );
      row[j] = cost;
      if (cost < least) least = cost;
    }
    if (least >= limit) return limit;
    beforeLast = last;
    last = row;
  }
  return Math.min(last[b.length] ?? limit, limit);
}
