import { firstWhere } from './first-where';

/** One list of two that are in order; what is equal comes from the first list first. */
export function mergeOrdered<T>(
  first: readonly T[],
  second: readonly T[],
  compare: (a: T, b: T) => number,
): readonly T[] {
  if (first.length === 0) return second;
  if (second.length === 0) return first;
  const all: T[] = [];
  let next = 0;
  const takeTo = (place: number) => {
    for (; next < place; next++) all.push(first[next] as T);
  };
  for (const it of second) {
    takeTo(firstWhere(first, (other) => compare(other, it) > 0, next));
    all.push(it);
  }
  takeTo(first.length);
  return all;
}
