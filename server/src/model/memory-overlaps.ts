/** Every pair of regions that have bytes in common, also those that nobody compares, with what becomes of each. */
import { maxListedOverlaps } from '../base/limits';
import { intersection, overlaps } from '../memory/interval';
import type { Claim, Settlement } from './claim';
import type { MemoryRegion, Outcome, RegionOverlap } from './memory-map';
import type { Target } from './target';

export interface Overlaps {
  /** Ascending by their starts; at most `maxListedOverlaps`. */
  readonly listed: readonly RegionOverlap[];
  readonly hasMore: boolean;
}

/** Finds the overlaps of regions that ascend by start. `claims` are in the order in which they are met. */
export function findOverlaps(
  regions: readonly MemoryRegion[],
  claims: readonly Claim[],
  settlement: Settlement,
  target: Target,
): Overlaps {
  const inOrder = walkOrder(claims);
  const outcomeOf = outcomesOf(settlement, target);
  const listed: RegionOverlap[] = [];
  // Holds what reaches the region at hand: as many as overlap it, so that the limit bounds the work as well.
  let open: readonly MemoryRegion[] = [];
  for (const region of regions) {
    open = open.filter((it) => it.end > region.start);
    for (const other of open) {
      if (!overlaps(other, region)) continue;
      if (listed.length === maxListedOverlaps) return { listed, hasMore: true };
      const [first, second] = inOrder(other, region);
      const bytes = intersection(first, second) ?? { start: region.start, end: region.start };
      listed.push({ ...bytes, first, second, outcome: outcomeOf(first, second) });
    }
    if (region.end > region.start) open = [...open, region];
  }
  return { listed, hasMore: false };
}

/** Puts the one that is met first in front. */
function walkOrder(claims: readonly Claim[]) {
  const places = new Map(claims.map((it, i) => [it, i]));
  const placeOf = ({ claims: [first] }: MemoryRegion) => (first && places.get(first)) ?? 0;
  return (a: MemoryRegion, b: MemoryRegion): readonly [MemoryRegion, MemoryRegion] =>
    placeOf(a) < placeOf(b) ? [a, b] : [b, a];
}

function outcomesOf({ clashes }: Settlement, { xen }: Target) {
  const clashOf = new Map(clashes.map((it) => [it.second, it]));
  const lossOf = (it: MemoryRegion) =>
    it.claims.map((claim) => clashOf.get(claim)).find((clash) => clash !== undefined)?.outcome;
  return (first: MemoryRegion, second: MemoryRegion): Outcome => {
    if (xen === undefined) return linuxOutcome(first, second);
    // What is not on record nobody compares with what comes later.
    if (first.state !== 'kept' || second.state === 'surplus') return 'moot';
    return lossOf(second) ?? 'tolerated';
  };
}

/** Linux adds up what is reserved, `/memreserve/` with anything else; two owners of one stretch are a mistake. */
function linuxOutcome(first: MemoryRegion, second: MemoryRegion): Outcome {
  return first.kind === 'memreserve' || second.kind === 'memreserve' ? 'tolerated' : 'unnoticed';
}
