/** Finds in a list of drafts those that another list names again, as far as possible in the same order. */
import { sharedEnds } from '../base/shared-ends';
import type { DraftNode } from './draft';

export interface Matches {
  /** For each new one the old one of the same name. */
  readonly matches: readonly (DraftNode | undefined)[];
  /** Old ones without a new one. */
  readonly rest: readonly DraftNode[];
  /** The matches stand in another order than before. */
  readonly isReordered: boolean;
}

/** Each old draft is matched once at most. */
export function matchByName(old: readonly DraftNode[], now: readonly DraftNode[]): Matches {
  const { before: front, behind: back } = sharedEnds(old, now, (a, b) => a.name === b.name);
  const between = old.slice(front, old.length - back);
  const waiting = new Map<string, number[]>();
  between.forEach(({ name }, i) => {
    const known = waiting.get(name);
    if (known === undefined) waiting.set(name, [i]);
    else known.push(i);
  });
  const places = now.slice(front, now.length - back).map(({ name }) => waiting.get(name)?.shift());
  const taken = new Set(places);
  const known = places.filter((it) => it !== undefined);
  return {
    matches: [
      ...old.slice(0, front),
      ...places.map((it) => (it === undefined ? undefined : between[it])),
      ...old.slice(old.length - back),
    ],
    rest: between.filter((_, i) => !taken.has(i)),
    isReordered: known.some((it, i) => it < (known[i - 1] ?? -1)),
  };
}
