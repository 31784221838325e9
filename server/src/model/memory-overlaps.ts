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
  const placeOf = placesIn(claims);
  const outcomeOf = outcomesOf(settlement, target, placeOf);
  const listed: RegionOverlap[] = [];
  // Holds what reaches the region at hand: as many as overlap it, so that the limit bounds the work as well.
  let open: readonly MemoryRegion[] = [];
  for (const region of regions) {
    open = open.filter((it) => it.end > region.start);
    for (const other of open) {
      if (!overlaps(other, region)) continue;
      if (listed.length === maxListedOverlaps) return { listed, hasMore: true };
      const isOtherFirst = placeOf(other.claims[0]) < placeOf(region.claims[0]);
      const [first, second] = isOtherFirst ? [other, region] : [region, other];
      const bytes = intersection(first, second) ?? { start: region.start, end: region.start };
      listed.push({ ...bytes, first, second, outcome: outcomeOf(first, second) });
    }
    if (region.end > region.start) open = [...open, region];
  }
  return { listed, hasMore: false };
}

type PlaceOf = (claim: Claim | undefined) => number;

/** When a claim is met. */
function placesIn(claims: readonly Claim[]): PlaceOf {
  const places = new Map(claims.map((it, i) => [it, i]));
  return (claim) => (claim && places.get(claim)) ?? -1;
}

function outcomesOf({ clashes }: Settlement, { xen }: Target, placeOf: PlaceOf) {
  const clashOf = new Map(clashes.map((it) => [it.second, it]));
  return (first: MemoryRegion, second: MemoryRegion): Outcome => {
    if (xen === undefined) return linuxOutcome(first, second);
    // What is not on record nobody compares with what comes later.
    if (first.state !== 'kept' || second.state === 'surplus') return 'moot';
    const clash = second.claims.map((it) => clashOf.get(it)).find((it) => it !== undefined);
    // A clash is with the first that Xen minds: it has let pass what it met before that.
    if (clash !== undefined && placeOf(first.claims[0]) >= placeOf(clash.first))
      return clash.outcome;
    return areAtOdds(first, second) ? 'panic' : 'tolerated';
  };
}

/** One id at two places or of two sizes ends the boot (Xen common/device-tree/static-shmem.c process_shm_node). */
function areAtOdds(first: MemoryRegion, second: MemoryRegion): boolean {
  return first.kind === 'shared-mem' && second.kind === 'shared-mem';
}

/** Linux adds up what is reserved, `/memreserve/` with anything else; two owners of one stretch are a mistake. */
function linuxOutcome(first: MemoryRegion, second: MemoryRegion): Outcome {
  return first.kind === 'memreserve' || second.kind === 'memreserve' ? 'tolerated' : 'unnoticed';
}
