/**
 * Claims as regions of a memory map: what several domains share is one region with several owners, and each region
 * says what it holds, whose it is, and whether the reader keeps it.
 */
import { firstWhere } from '../base/first-where';
import { byStart, isCovered, overlaps, type Interval } from '../memory/interval';
import { kindLabel } from './boot-module';
import { isModule, type Claim, type Settlement } from './claim';
import type { MemoryRegion } from './memory-map';
import type { PlatformModel } from './platform';
import type { Target } from './target';

/** The regions of claims that are in the order in which they are met, ascending by start, then by end. */
export function regionsOf(
  claims: readonly Claim[],
  model: PlatformModel,
  target: Target,
  ram: readonly Interval[] | undefined,
): readonly MemoryRegion[] {
  const stateOf = statesOf(model.settlement);
  const userOf = usersOf(model);
  const regions = groupsOf(claims, stateOf).map((group): MemoryRegion => ({
    start: group.first.start,
    end: group.first.end,
    kind: group.first.kind,
    what: whatOf(group.first),
    name: nameOf(group.first),
    label: group.first.label,
    owners: ownersOf(group.all, target, userOf),
    state: stateOf(group.first),
    inRam: ram === undefined ? 'unknown' : shareOf(ram, group.first),
    claims: group.all,
  }));
  return regions.sort(byStart);
}

type StateOf = (claim: Claim) => MemoryRegion['state'];

function statesOf({ clashes, surplus }: Settlement): StateOf {
  const dropped = new Set(clashes.filter((it) => it.outcome === 'dropped').map((it) => it.second));
  const tooMany = new Set(surplus);
  return (claim) => (dropped.has(claim) ? 'dropped' : tooMany.has(claim) ? 'surplus' : 'kept');
}

interface Group {
  readonly first: Claim;
  readonly all: readonly Claim[];
}

/** The claims that stand for one region; only what is kept can be shared. */
function groupsOf(claims: readonly Claim[], stateOf: StateOf): readonly Group[] {
  const groups: Group[] = [];
  const shared = new Map<string, Claim[]>();
  for (const claim of claims) {
    const key = stateOf(claim) === 'kept' ? sharingKey(claim) : undefined;
    const sharers = key === undefined ? undefined : shared.get(key);
    if (sharers !== undefined) {
      sharers.push(claim);
      continue;
    }
    const all = [claim];
    groups.push({ first: claim, all });
    if (key !== undefined) shared.set(key, all);
  }
  return groups;
}

/** Equal for claims that Xen takes as one: a blob of one kind at one address, a shared region of one id. */
function sharingKey(claim: Claim): string | undefined {
  if (isModule(claim)) return `${claim.module?.kind ?? 'ramdisk'} ${claim.start}`;
  if (claim.shmId === undefined) return undefined;
  return `shared ${claim.start} ${claim.end} ${claim.shmId}`;
}

type UserOf = (claim: Claim) => { readonly name: string; readonly isOwner: boolean } | undefined;

function usersOf({ sharedUses }: PlatformModel): UserOf {
  const uses = new Map(sharedUses.map((it) => [it.shm.node, it]));
  return ({ node }) => {
    const use = node && uses.get(node);
    if (use?.user === undefined) return undefined;
    return { name: use.user, isOwner: use.shm.role === 'owner' };
  };
}

function ownersOf(group: readonly Claim[], { xen }: Target, userOf: UserOf): readonly string[] {
  const users = group.map(userOf).filter((it) => it !== undefined);
  const sharers = [...users.filter((it) => it.isOwner), ...users].map((it) => it.name);
  const system = xen ? 'dom0' : 'Linux';
  return [...new Set([...sharers, ...group.flatMap((it) => ownerOf(it, system))])];
}

function ownerOf({ kind, module, node }: Claim, system: string): readonly string[] {
  switch (kind) {
    case 'module':
      if (module?.kind === 'xsm-policy' || module?.kind === 'microcode') return ['Xen'];
      return [module?.domain?.node.name ?? system];
    case 'static-mem':
      return node ? [node.node.name] : [];
    case 'static-heap':
      return ['Xen'];
    case 'initrd':
      return [system];
    case 'shared-mem':
    case 'reserved-memory':
    case 'memreserve':
      return [];
  }
}

function whatOf({ kind, module }: Claim): string {
  switch (kind) {
    case 'module':
      return kindLabel(module?.kind ?? 'unknown');
    case 'static-mem':
      return 'static memory';
    case 'static-heap':
      return 'static heap';
    case 'initrd':
      return 'ramdisk';
    case 'shared-mem':
      return 'shared memory';
    case 'reserved-memory':
      return 'reserved memory';
    case 'memreserve':
      return '/memreserve/';
  }
}

function nameOf({ kind, node }: Claim): string {
  switch (kind) {
    case 'static-mem':
      return 'xen,static-mem';
    case 'static-heap':
      return 'xen,static-heap';
    case 'initrd':
      return 'linux,initrd-start';
    case 'memreserve':
      return '';
    case 'module':
    case 'shared-mem':
    case 'reserved-memory':
      return node?.node.name ?? '';
  }
}

function shareOf(ram: readonly Interval[], claim: Interval): MemoryRegion['inRam'] {
  if (isCovered(ram, claim)) return 'all';
  return isTouched(ram, claim) ? 'part' : 'none';
}

/** Whether a byte of the claim is in one of the ascending, disjoint intervals: in the last that starts before its end. */
function isTouched(ram: readonly Interval[], claim: Interval): boolean {
  const last = ram[firstWhere(ram, (it) => it.start >= claim.end) - 1];
  return last !== undefined && overlaps(last, claim);
}
