/**
 * What the consumer makes of a tree: boot modules, domains, and who claims which memory. A model is a pure function
 * of the composed tree and the target; for a target other than Xen it knows the memory only. The story of how Xen
 * reads is told in `xen-early-walk.ts` (what is on record) and `xen-late-pass.ts` (who gets it).
 */
import { memo2 } from '../base/memo';
import type { Interval } from '../memory/interval';
import { memoryNodesOf, ramOf, type MemoryNode } from '../memory/ram';
import type { DeviceTree } from '../tree/dt-node';
import type { NodeRef } from '../tree/node-ref';
import type { BootModule } from './boot-module';
import { settleClaims, type Claim, type Settlement } from './claim';
import { cpupoolsOf, type Cpupool } from './cpupool';
import { eventChannelsOf, type EventChannel } from './event-channel';
import { areListsSame, isIdentical, isSameReg, keep, keepList } from './keep';
import { sharedRegionsOf, type SharedMemory, type SharedRegion } from './shared-memory';
import { sharedUsesOf, type SharedUse } from './shared-use';
import { xenVersions, type Target } from './target';
import { xenCommandLineOf, type XenCommandLine } from './xen-command-line';
import {
  earlyWalk,
  maxCommandLines,
  type EarlyReading,
  type PassedByModule,
} from './xen-early-walk';
import { chosenOf, latePass, type Dom0, type Domain } from './xen-late-pass';

export interface PlatformModel {
  readonly tree: DeviceTree;
  /** The node `/chosen`. */
  readonly chosen?: NodeRef;
  /** Nodes that are RAM, or are meant to be. */
  readonly memoryNodes: readonly MemoryNode[];
  /** RAM, ascending and disjoint; absent when the tree does not tell it. */
  readonly ram?: readonly Interval[];
  /** Boot modules in the order in which Xen reads them, whether it keeps them or not. */
  readonly modules: readonly BootModule[];
  /** What these and the claims are taken from, node by node. */
  readonly readings: readonly EarlyReading[];
  /** Modules with a command line that Xen has no room for. */
  readonly surplusCommandLines: readonly BootModule[];
  /** Module nodes that Xen passes by. */
  readonly passedBy: readonly PassedByModule[];
  /** Every claim to memory in the order in which Xen meets it. */
  readonly claims: readonly Claim[];
  /** Which claims collide, which modules are on record, shared, or too many. */
  readonly settlement: Settlement;
  /** The domains that Xen builds besides dom0, in its order. */
  readonly domains: readonly Domain[];
  /** Absent in dom0less mode, and when the tree has no module at all. */
  readonly dom0?: Dom0;
  readonly sharedMemory: readonly SharedMemory[];
  /** The nodes of shared memory by their ids. */
  readonly sharedRegions: readonly SharedRegion[];
  /** Who uses each node of shared memory, in the same order. */
  readonly sharedUses: readonly SharedUse[];
  readonly eventChannels: readonly EventChannel[];
  readonly cpupools: readonly Cpupool[];
  /** Xen's own command line, when the tree gives one. */
  readonly commandLine?: XenCommandLine;
  /** The tree has modules, domains, or properties of Xen in `/chosen`: what only Xen minds matters. */
  readonly isXenBoot: boolean;
}

/** Reads the tree as the target does; the same tree and target give the same object. */
export const platformOf = memo2((tree: DeviceTree, target: Target): PlatformModel =>
  readPlatform(tree, target),
);

/**
 * As `platformOf`, but whatever says the same as in the model `before` is what it was there. Nodes are the same only
 * where both models are of one tree that has moved on, so models of two separate trees share nothing.
 */
export function readPlatform(
  tree: DeviceTree,
  target: Target,
  before?: PlatformModel,
): PlatformModel {
  const memoryNodes = keepList(
    before?.memoryNodes,
    memoryNodesOf(tree),
    isSameMemoryNode,
    (it) => it.node,
  );
  const ram = keep(before?.ram, ramOf(memoryNodes), isSameRam);
  const chosen = chosenOf(tree);
  const common = { tree, memoryNodes, ...(chosen && { chosen }), ...(ram && { ram }) };
  return target.xen === undefined
    ? { ...common, ...nothing, isXenBoot: isXenBoot(chosen, nothing) }
    : { ...common, ...readAsXen(tree, chosen, target.xen.version, before) };
}

type XenVersionOfTarget = NonNullable<Target['xen']>['version'];

function readAsXen(
  tree: DeviceTree,
  chosen: NodeRef | undefined,
  version: XenVersionOfTarget,
  before: PlatformModel | undefined,
) {
  const walk = earlyWalk(tree, before);
  const settlement = settleClaims(walk.claims, version, before?.settlement);
  const { domains, dom0 } = latePass(tree, walk, settlement, before);
  const line = chosen && xenCommandLineOf(tree, chosen, walk.modules);
  const commandLine = keep(before?.commandLine, line, isSameCommandLine);
  const surplus = walk.modules.filter((it) => it.bootargs !== undefined).slice(maxCommandLines);
  return {
    ...walk,
    settlement,
    surplusCommandLines: keepList(before?.surplusCommandLines, surplus, isIdentical, (it) => it),
    domains,
    ...(dom0 && { dom0 }),
    sharedRegions: sharedRegionsOf(walk.sharedMemory, before?.sharedRegions),
    sharedUses: sharedUsesOf(tree, walk.sharedMemory, { domains, dom0 }, before?.sharedUses),
    eventChannels: chosen ? eventChannelsOf(tree, chosen, domains, before?.eventChannels) : [],
    cpupools: chosen ? cpupoolsOf(tree, chosen, before?.cpupools) : [],
    ...(commandLine && { commandLine }),
    isXenBoot: isXenBoot(chosen, { modules: walk.modules, domains }),
  };
}

/** Whether the tree speaks of Xen at all: it has modules, domains, or properties of Xen in `/chosen`. */
function isXenBoot(
  chosen: NodeRef | undefined,
  { modules, domains }: Pick<PlatformModel, 'modules' | 'domains'>,
): boolean {
  if (modules.length > 0 || domains.length > 0) return true;
  return [...(chosen?.node.properties.keys() ?? [])].some((it) => it.startsWith('xen,'));
}

function isSameRam(a: readonly Interval[], b: readonly Interval[]): boolean {
  return areListsSame(a, b, (x, y) => x.start === y.start && x.end === y.end);
}

function isSameMemoryNode(a: MemoryNode, b: MemoryNode): boolean {
  return (
    a.node === b.node &&
    a.hasDeviceType === b.hasDeviceType &&
    a.isAvailable === b.isAvailable &&
    isSameReg(a.reg, b.reg)
  );
}

function isSameCommandLine(a: XenCommandLine, b: XenCommandLine): boolean {
  return a.property === b.property && a.text === b.text;
}

const nothing = {
  modules: [],
  readings: [],
  surplusCommandLines: [],
  passedBy: [],
  claims: [],
  settlement: settleClaims([], xenVersions[0]),
  domains: [],
  sharedMemory: [],
  sharedRegions: [],
  sharedUses: [],
  eventChannels: [],
  cpupools: [],
} as const;
