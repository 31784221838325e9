/**
 * A claim to a stretch of memory, in the order in which Xen meets it, and what Xen makes of two claims to the same
 * bytes: a module that comes second is dropped, any other region that comes second ends the boot (Xen 4.18 on;
 * common/device-tree/bootinfo.c check_reserved_regions_overlap, add_boot_module). Each claim is compared with
 * those recorded before it by a board of intervals, never pair by pair.
 */
import { contains, type Interval } from '../memory/interval';
import { intervalBoard, type IntervalBoard } from '../memory/interval-board';
import type { Span } from '../preprocessor/token-stream';
import type { NodeRef } from '../tree/node-ref';
import type { BootModule } from './boot-module';
import { isIdentical, isSameSpan, keepList } from './keep';
import { isSince, type XenVersion } from './target';

export type ClaimKind =
  | 'memreserve'
  | 'static-heap'
  | 'initrd'
  | 'module'
  | 'static-mem'
  | 'shared-mem'
  | 'reserved-memory';

export interface Claim extends Interval {
  readonly kind: ClaimKind;
  /** How messages call it: `domU1/module@52000000`, `xen,static-mem of domU1`. */
  readonly label: string;
  /** The node that makes the claim; absent for `/memreserve/`. */
  readonly node?: NodeRef | undefined;
  /** The source of the range. */
  readonly at: Span;
  /** For modules. */
  readonly module?: BootModule | undefined;
  /** For shared memory with an id: the same region may be claimed by each of its users. */
  readonly shmId?: string | undefined;
}

export interface Clash {
  readonly first: Claim;
  /** Met later: it is the one that Xen drops or refuses. */
  readonly second: Claim;
  /** `unnoticed`: releases that do not compare; two owners still write to the same bytes. */
  readonly outcome: 'dropped' | 'panic' | 'unnoticed';
}

/** A module that names what another has named before it. */
export interface SharedBlob {
  readonly module: BootModule;
  /** The record of the first. */
  readonly original: Claim;
}

export interface Settlement {
  /** At most one for each second claim, in walk order. */
  readonly clashes: readonly Clash[];
  /** Modules that Xen has on record at the end of the walk, in walk order, the initrd properties included. */
  readonly recorded: readonly Claim[];
  /** Modules that name a blob already on record under the same kind, in walk order. */
  readonly shared: readonly SharedBlob[];
  /** Modules beyond the limit of Xen's table. */
  readonly surplus: readonly Claim[];
}

/** Xen's table holds 32 modules; Xen itself and the devicetree take two (include/xen/bootfdt.h MAX_MODULES). */
export const maxModules = 30;

/** Whether two claims are the same, of the same module. */
export function isSameClaim(a: Claim, b: Claim): boolean {
  return a.module === b.module && isSameApartFromModule(a, b);
}

/** Whether two claims are the same, whoever makes them. */
export function isSameApartFromModule(a: Claim, b: Claim): boolean {
  return (
    a.start === b.start &&
    a.end === b.end &&
    a.kind === b.kind &&
    a.label === b.label &&
    a.node === b.node &&
    a.shmId === b.shmId &&
    isSameSpan(a.at, b.at)
  );
}

interface State {
  readonly clashes: Clash[];
  readonly recorded: Claim[];
  readonly shared: SharedBlob[];
  readonly surplus: Claim[];
}

/** Lets Xen meet the claims one by one; what is as it was is what it was in the settlement `before`. */
export function settleClaims(
  claims: readonly Claim[],
  version: XenVersion,
  before?: Settlement,
): Settlement {
  const board = intervalBoard(claims);
  const state: State = { clashes: [], recorded: [], shared: [], surplus: [] };
  claims.forEach((claim, i) => {
    if (board.isAlone(i)) keepOnRecord(state, claim);
    else settle(state, board, i, claim, version);
  });
  return {
    clashes: keepList(before?.clashes, state.clashes, isSameClash, (it) => it.second),
    recorded: keepList(before?.recorded, state.recorded, isIdentical, (it) => it),
    shared: keepList(before?.shared, state.shared, isSameShared, (it) => it.module),
    surplus: keepList(before?.surplus, state.surplus, isIdentical, (it) => it),
  };
}

/** Nothing is in the way; modules must find room in Xen's table. */
function keepOnRecord({ recorded, surplus }: State, claim: Claim): void {
  if (isModule(claim)) (recorded.length < maxModules ? recorded : surplus).push(claim);
}

function settle(
  state: State,
  board: IntervalBoard<Claim>,
  i: number,
  claim: Claim,
  version: XenVersion,
): void {
  const first = board.firstHit(i, (it) => !isTolerated(claim, it, version));
  const original =
    first === undefined || isSameBlob(first, claim) ? sameBlob(board, i, claim) : undefined;
  if (isModule(claim) && state.recorded.length >= maxModules) state.surplus.push(claim);
  else if (original !== undefined) {
    if (claim.module !== undefined) state.shared.push({ module: claim.module, original });
  } else if (first === undefined) {
    board.pin(i);
    keepOnRecord(state, claim);
  } else {
    const outcome = outcomeOf(claim, version);
    state.clashes.push({ first, second: claim, outcome });
    if (outcome !== 'dropped') board.pin(i);
    if (isModule(claim) && outcome === 'unnoticed') state.recorded.push(claim);
  }
}

function isSameClash(a: Clash, b: Clash): boolean {
  return a.first === b.first && a.second === b.second && a.outcome === b.outcome;
}

function isSameShared(a: SharedBlob, b: SharedBlob): boolean {
  return a.module === b.module && a.original === b.original;
}

/** Modules, and the ramdisk of the initrd properties, which Xen records as one. */
export function isModule(claim: Claim): boolean {
  return claim.kind === 'module' || claim.kind === 'initrd';
}

function outcomeOf(claim: Claim, version: XenVersion): Clash['outcome'] {
  if (!isSince(version, '4.18')) return 'unnoticed';
  return isModule(claim) ? 'dropped' : 'panic';
}

/** What Xen lets pass: users of one shared region, and ranges wholly inside a `/memreserve/` (4.20 on). */
function isTolerated(claim: Claim, recorded: Claim, version: XenVersion): boolean {
  if (claim.shmId !== undefined && claim.shmId === recorded.shmId) return true;
  if (recorded.kind !== 'memreserve') return false;
  if (claim.kind === 'memreserve' || !isSince(version, '4.19')) return true;
  const isInside = contains(recorded, claim);
  return isInside && claim.kind !== 'shared-mem' && isSince(version, '4.20');
}

function sameBlob(board: IntervalBoard<Claim>, i: number, claim: Claim): Claim | undefined {
  return isModule(claim) ? board.firstAtStart(i, (it) => isSameBlob(it, claim)) : undefined;
}

/** Same kind at the same address: Xen takes both for one module, of the size that it met first. */
function isSameBlob(a: Claim, b: Claim): boolean {
  return isModule(a) && isModule(b) && a.start === b.start && kindOf(a) === kindOf(b);
}

function kindOf(claim: Claim): string | undefined {
  return claim.kind === 'initrd' ? 'ramdisk' : claim.module?.kind;
}
