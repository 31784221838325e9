/** How many first and how many last elements two lists share: what an edit left alone. */
export interface SharedEnds {
  readonly before: number;
  /** None of them is counted among the first. */
  readonly behind: number;
}

/** Compares two lists element by element, from the front and then from the back. */
export function sharedEnds<A, B>(
  a: ArrayLike<A>,
  b: ArrayLike<B>,
  isSame: (x: A, y: B) => boolean = Object.is,
): SharedEnds {
  const most = Math.min(a.length, b.length);
  const isSameAt = (i: number, j: number) => isSame(a[i] as A, b[j] as B);
  let before = 0;
  while (before < most && isSameAt(before, before)) before++;
  let behind = 0;
  while (behind < most - before && isSameAt(a.length - 1 - behind, b.length - 1 - behind)) behind++;
  return { before, behind };
}
