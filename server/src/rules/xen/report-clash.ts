/**
 * What all rules about overlapping memory have in common: which of the two claims is reported (the one that is
 * easier to move), and what Xen does about it, in the words of the release that is asked about.
 */
import { formatRange, formatSize } from '../../memory/format-number';
import { intersection } from '../../memory/interval';
import { isModule, type Claim, type ClaimKind, type Clash } from '../../model/claim';
import { isSince, type XenVersion } from '../../model/target';
import type { Finding, RuleInput } from '../rule';

/** From the easiest to move to the hardest: boot modules are placed by hand, `/memreserve/` by firmware. */
const easeOfMoving: readonly ClaimKind[] = [
  'module',
  'initrd',
  'shared-mem',
  'static-mem',
  'static-heap',
  'reserved-memory',
  'memreserve',
];

export interface SortedClash extends Clash {
  /** The claim to report; the second one when both are alike. */
  readonly moved: Claim;
  readonly other: Claim;
}

/** The clash when `moved` has the one kind and `other` one of the others. */
export function clashBetween(
  clash: Clash,
  moved: ClaimKind,
  others: readonly ClaimKind[],
): SortedClash | undefined {
  const sorted = sortClash(clash);
  return sorted.moved.kind === moved && others.includes(sorted.other.kind) ? sorted : undefined;
}

function sortClash(clash: Clash): SortedClash {
  const { first, second } = clash;
  const isFirstEasier = easeOfMoving.indexOf(first.kind) < easeOfMoving.indexOf(second.kind);
  return isFirstEasier
    ? { ...clash, moved: first, other: second }
    : { ...clash, moved: second, other: first };
}

/** A finding at the claim that is easier to move. */
export function clashFinding(input: RuleInput, clash: SortedClash): Finding {
  const { moved, other } = clash;
  const shared = intersection(moved, other);
  const extent = shared
    ? `overlaps ${other.label} by ${formatSize(shared.end - shared.start)}`
    : `lies in ${other.label}`;
  return {
    at: moved.at,
    message: `${moved.label} ${extent}: ${reactionTo(clash, versionOf(input))}`,
    related: [{ at: other.at, message: `${other.label} claims ${formatRange(other)}` }],
    ...(moved.node && { node: moved.node.path }),
  };
}

/** The release asked about. */
export function versionOf({ target }: Pick<RuleInput, 'target'>): XenVersion {
  return target.xen?.version ?? '4.22';
}

/** What Xen does when its early walk fails: releases before 4.19 print a message and go on (bootinfo-fdt.c boot_fdt_info). */
export function earlyFailure(input: Pick<RuleInput, 'target'>): string {
  const version = versionOf(input);
  return isSince(version, '4.19')
    ? 'Xen panics while it reads the tree'
    : `Xen ${version} stops reading the tree here and boots with the rest missing`;
}

function reactionTo({ second, outcome }: Clash, version: XenVersion): string {
  switch (outcome) {
    case 'dropped':
      return `Xen meets ${second.label} later and drops it, ${consequence(second)}`;
    case 'panic':
      return isSince(version, '4.19')
        ? `Xen panics at boot (early FDT parsing failed); move one of them`
        : `Xen ${version} stops reading the tree at ${second.label} and boots with the rest missing`;
    case 'unnoticed':
      return `Xen ${version} does not compare them, and one overwrites the other`;
  }
}

/** What is missing when a module is dropped. */
export function consequence(claim: Claim): string {
  const module = claim.module;
  const kind = claim.kind === 'initrd' ? 'ramdisk' : (module?.kind ?? 'unknown');
  const owner = module?.domain?.node.name ?? 'dom0';
  if (!isModule(claim) || kind === 'unknown') return 'so that its contents are lost';
  if (kind === 'kernel') return `so that ${owner} loses this kernel: panic, unless it has another`;
  return `so that ${owner} silently goes without this ${kind.replace('-', ' ')}`;
}
