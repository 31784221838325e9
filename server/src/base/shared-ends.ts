/** How many first and how many last elements two lists share: what an edit left alone. */
export interface SharedEnds {
  readonly before: number;
  /** None of them is counted among the first. */
  readonly behind: number;
}

/** Compares two lists element by element, from the front and then from the back. */
export function sharedEnds<T>(a: ArrayLike<T>, b: ArrayLike<T>): SharedEnds {
  const most = Math.min(a.length, b.length);
  let before = 0;
  while (before < most && a[before] === b[before]) before++;
  let behind = 0;
  while (behind < most - before && a[a.length - 1 - behind] === b[b.length - 1 - behind]) behind++;
  return { before, behind };
}
