/**
 * The board's memory as it stands when Xen, or Linux without it, starts: which banks are RAM, who claims which
 * stretch, what is left, and where two claims meet.
 */
import { readableSize } from '../memory/format-number';
import type { Interval } from '../memory/interval';
import type { Span } from '../preprocessor/token-stream';
import type { NodeRef } from '../tree/node-ref';
import type { Claim, ClaimKind, Clash } from './claim';

export interface MemoryMap {
  /** Who reads the tree: `Xen 4.22`, `Linux`. */
  readonly reader: string;
  /** The banks that the reader counts as RAM, ascending. */
  readonly banks: readonly MemoryBank[];
  /** The banks as ascending, disjoint intervals; absent when the tree does not tell them. */
  readonly ram?: readonly Interval[];
  /** All that is claimed, ascending by start, then by end. */
  readonly regions: readonly MemoryRegion[];
  /** RAM that nobody claims, ascending and disjoint; empty when the RAM is not known. */
  readonly free: readonly Interval[];
  /** Each pair of regions with bytes in common, ascending by the first of these bytes. */
  readonly overlaps: readonly RegionOverlap[];
  /** There are more overlaps than are listed. */
  readonly hasMoreOverlaps: boolean;
  /** What the map cannot show, one sentence each. */
  readonly notes: readonly string[];
}

export interface MemoryBank extends Interval {
  readonly node: NodeRef;
  /** The cells that spell it. */
  readonly at: Span;
}

export interface MemoryRegion extends Interval {
  readonly kind: ClaimKind;
  /** What it holds: `kernel`, `ramdisk`, `static memory`. */
  readonly what: string;
  /** The node or property that claims it, without its path; empty for `/memreserve/`. */
  readonly name: string;
  /** How messages call it, unambiguously: `domU1/module@52000000`. */
  readonly label: string;
  /** `Xen`, `dom0`, `Linux` or names of domains; of shared memory its owner first; none for what is merely reserved. */
  readonly owners: readonly string[];
  /** `dropped`: Xen drops the module, since something else came first. `surplus`: Xen's table has no room for it. */
  readonly state: 'kept' | 'dropped' | 'surplus';
  /** How much of it is RAM; `unknown` when the RAM is. */
  readonly inRam: 'all' | 'part' | 'none' | 'unknown';
  /** The claims that it stands for: several for what domains share. */
  readonly claims: readonly Claim[];
}

/** The bytes that two regions have in common; none when an empty one lies inside the other. */
export interface RegionOverlap extends Interval {
  /** The one that is met first. */
  readonly first: MemoryRegion;
  readonly second: MemoryRegion;
  /**
   * `dropped`: Xen drops the second. `panic`: Xen refuses the second and stops. `unnoticed`: the reader goes on with
   * both, and one overwrites the other. `tolerated`: the reader lets it pass, and nothing is lost. `moot`: one of the
   * two is dropped anyhow, for another reason.
   */
  readonly outcome: Outcome;
}

export type Outcome = Clash['outcome'] | 'tolerated' | 'moot';

/** Whether something is lost by an overlap. */
export function isLoss({ outcome }: RegionOverlap): boolean {
  return outcome !== 'tolerated' && outcome !== 'moot';
}

/** Whether a region that only RAM can hold lies elsewhere; what is merely reserved may be anything. */
export function isMisplaced({ inRam, kind }: MemoryRegion): boolean {
  const needsRam = kind !== 'reserved-memory' && kind !== 'memreserve';
  return needsRam && (inRam === 'part' || inRam === 'none');
}

/** Whether everybody gets the memory that is claimed for him. */
export function isSound({ regions, overlaps }: MemoryMap): boolean {
  return regions.every((it) => it.state === 'kept' && !isMisplaced(it)) && !overlaps.some(isLoss);
}

/** One line on how much there is, how much is claimed and how much is free: sizes of the RAM. */
export function summaryOf(map: MemoryMap): string {
  const { ram, regions, free } = map;
  const parts = [
    ram === undefined ? 'RAM not known' : `${readableSize(sum(ram))} of RAM`,
    regions.length === 1 ? '1 region' : `${regions.length} regions`,
    ...(ram === undefined ? [] : [`${readableSize(sum(free))} free`]),
    overlapCount(map),
  ];
  return parts.join(', ');
}

function overlapCount({ overlaps, hasMoreOverlaps }: MemoryMap): string {
  const losses = overlaps.filter(isLoss).length;
  if (hasMoreOverlaps) return `at least ${losses} OVERLAPS`;
  return losses === 0 ? 'no overlap' : losses === 1 ? '1 OVERLAP' : `${losses} OVERLAPS`;
}

function sum(intervals: readonly Interval[]): bigint {
  return intervals.reduce((all, it) => all + (it.end - it.start), 0n);
}
