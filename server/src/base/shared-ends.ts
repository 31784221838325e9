/** How many first and how many last elements two lists share: what an edit left alone. */
export interface SharedEnds {
  readonly before: number;
  /** None of them is counted among the first. */
  readonly behind: number;
}

/** Compares two lists element by element, from the front and then from the back; without `isSame` by identity. */
export function sharedEnds<A, B>(
  a: ArrayLike<A>,
  b: ArrayLike<B>,
  isSame?: (x: A, y: B) => boolean,
): SharedEnds {
  if (isSame === undefined) return identicalEnds(a, b);
  const most = Math.min(a.length, b.length);
  const isSameAt = (i: number, j: number) => isSame(a[i] as A, b[j] as B);
  let before = 0;
  while (before < most && isSameAt(before, before)) before++;
  let behind = 0;
  while (behind < most - before && isSameAt(a.length - 1 - behind, b.length - 1 - behind)) behind++;
  return { before, behind };
}

/** Lists of chunks and of tokens are long: nothing is called for an element. */
function identicalEnds(a: ArrayLike<unknown>, b: ArrayLike<unknown>): SharedEnds {
  const most = Math.min(a.length, b.length);
  let before = 0;
  while (before < most && a[before] === b[before]) before++;
  const [lastOfA, lastOfB] = [a.length - 1, b.length - 1];
  let behind = 0;
  while (behind < most - before && a[lastOfA - behind] === b[lastOfB - behind]) behind++;
  return { before, behind };
}
