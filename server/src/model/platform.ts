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
import type { SharedMemory } from './shared-memory';
import { xenVersions, type Target } from './target';
import { xenCommandLineOf, type XenCommandLine } from './xen-command-line';
import { earlyWalk, type PassedByModule } from './xen-early-walk';
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
  readonly eventChannels: readonly EventChannel[];
  readonly cpupools: readonly Cpupool[];
  /** Xen's own command line, when the tree gives one. */
  readonly commandLine?: XenCommandLine;
}

/** Reads the tree as the target does; the same tree and target give the same object. */
export const platformOf = memo2((tree: DeviceTree, target: Target): PlatformModel => {
  const memoryNodes = memoryNodesOf(tree);
  const ram = ramOf(memoryNodes);
  const chosen = chosenOf(tree);
  const common = { tree, memoryNodes, ...(chosen && { chosen }), ...(ram && { ram }) };
  return target.xen === undefined
    ? { ...common, ...nothing }
    : { ...common, ...readAsXen(tree, chosen, target.xen.version) };
});

type XenVersionOfTarget = NonNullable<Target['xen']>['version'];

function readAsXen(tree: DeviceTree, chosen: NodeRef | undefined, version: XenVersionOfTarget) {
  const walk = earlyWalk(tree);
  const settlement = settleClaims(walk.claims, version);
  const { domains, dom0 } = latePass(tree, walk, settlement);
  const commandLine = chosen && xenCommandLineOf(tree, chosen, walk.modules);
  return {
    modules: walk.modules,
    passedBy: walk.passedBy,
    claims: walk.claims,
    settlement,
    domains,
    ...(dom0 && { dom0 }),
    sharedMemory: walk.sharedMemory,
    eventChannels: chosen ? eventChannelsOf(tree, chosen, domains) : [],
    cpupools: chosen ? cpupoolsOf(tree, chosen) : [],
    ...(commandLine && { commandLine }),
  };
}

const nothing = {
  modules: [],
  passedBy: [],
  claims: [],
  settlement: settleClaims([], xenVersions[0]),
  domains: [],
  sharedMemory: [],
  eventChannels: [],
  cpupools: [],
} as const;
