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
  readonly node?: NodeRef;
  /** The source of the range. */
  readonly at: Span;
  /** For modules. */
  readonly module?: BootModule;
  /** For shared memory with an id: the same region may be claimed by each of its users. */
  readonly shmId?: string;
}

export interface Clash {
  readonly first: Claim;
  /** Met later: it is the one that Xen drops or refuses. */
  readonly second: Claim;
  /** `unnoticed`: releases that do not compare; two owners still write to the same bytes. */
  readonly outcome: 'dropped' | 'panic' | 'unnoticed';
}

export interface Settlement {
  /** At most one for each second claim, in walk order. */
  readonly clashes: readonly Clash[];
  /** Modules that Xen has on record at the end of the walk, in walk order, the initrd properties included. */
  readonly recorded: readonly Claim[];
  /** A module that names a blob already on record under the same kind, and the record. */
  readonly shared: ReadonlyMap<BootModule, Claim>;
  /** Modules beyond the limit of Xen's table. */
  readonly surplus: readonly Claim[];
}

/** Xen's table holds 32 modules; Xen itself and the devicetree take two (include/xen/bootfdt.h MAX_MODULES). */
export const maxModules = 30;

/** Lets Xen meet the claims one by one. */
export function settleClaims(claims: readonly Claim[], version: XenVersion): Settlement {
  const order = new Map(claims.map((claim, i) => [claim, i]));
  const board = intervalBoard(claims);
  const state = { clashes: [], recorded: [], shared: new Map(), surplus: [] } as {
    clashes: Clash[];
    recorded: Claim[];
    shared: Map<BootModule, Claim>;
    surplus: Claim[];
  };
  for (const claim of claims) {
    const first = firstObstacle(claim, board, order, version);
    const original =
      first === undefined || isSameBlob(first, claim) ? sameBlob(claim, board) : undefined;
    if (isModule(claim) && state.recorded.length >= maxModules) state.surplus.push(claim);
    else if (original !== undefined) {
      if (claim.module !== undefined) state.shared.set(claim.module, original);
    } else if (first === undefined) {
      board.pin(claim);
      if (isModule(claim)) state.recorded.push(claim);
    } else {
      const outcome = outcomeOf(claim, version);
      state.clashes.push({ first, second: claim, outcome });
      if (outcome !== 'dropped') board.pin(claim);
      if (isModule(claim) && outcome === 'unnoticed') state.recorded.push(claim);
    }
  }
  return state;
}

/** Modules, and the ramdisk of the initrd properties, which Xen records as one. */
export function isModule(claim: Claim): boolean {
  return claim.kind === 'module' || claim.kind === 'initrd';
}

function outcomeOf(claim: Claim, version: XenVersion): Clash['outcome'] {
  if (!isSince(version, '4.18')) return 'unnoticed';
  return isModule(claim) ? 'dropped' : 'panic';
}

function firstObstacle(
  claim: Claim,
  board: IntervalBoard<Claim>,
  order: ReadonlyMap<Claim, number>,
  version: XenVersion,
): Claim | undefined {
  let earliest: Claim | undefined;
  for (const hit of board.hits(claim)) {
    if (isTolerated(claim, hit, version)) continue;
    if (earliest === undefined || (order.get(hit) ?? 0) < (order.get(earliest) ?? 0))
      earliest = hit;
  }
  return earliest;
}

/** What Xen lets pass: users of one shared region, and ranges wholly inside a `/memreserve/` (4.20 on). */
function isTolerated(claim: Claim, recorded: Claim, version: XenVersion): boolean {
  if (claim.shmId !== undefined && claim.shmId === recorded.shmId) return true;
  if (recorded.kind !== 'memreserve') return false;
  if (claim.kind === 'memreserve' || !isSince(version, '4.19')) return true;
  const isInside = contains(recorded, claim);
  return isInside && claim.kind !== 'shared-mem' && isSince(version, '4.20');
}

function sameBlob(claim: Claim, board: IntervalBoard<Claim>): Claim | undefined {
  if (!isModule(claim)) return undefined;
  return board
    .hits({ start: claim.start, end: claim.start + 1n })
    .find((it) => isSameBlob(it, claim));
}

/** Same kind at the same address: Xen takes both for one module, of the size that it met first. */
function isSameBlob(a: Claim, b: Claim): boolean {
  return isModule(a) && isModule(b) && a.start === b.start && kindOf(a) === kindOf(b);
}

function kindOf(claim: Claim): string | undefined {
  return claim.kind === 'initrd' ? 'ramdisk' : claim.module?.kind;
}
