/**
 * What the consumer makes of a tree: boot modules, domains, and who claims which memory. A model is a pure function
 * of the composed tree and the target; for a target other than Xen it knows the memory only. The story of how Xen
 * reads is told in `xen-early-walk.ts` (what is on record) and `xen-late-pass.ts` (who gets it).
 */
import type { Interval } from '../memory/interval';
import { memoryNodesOf, ramOf, type MemoryNode } from '../memory/ram';
import type { DeviceTree } from '../tree/dt-node';
import { isSameList, treeFact, treeFactFor } from '../tree/fact';
import type { NodeRef } from '../tree/node-ref';
import { trackerOf } from '../tree/tracking';
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
export const platformOf = treeFactFor((tree: DeviceTree, target: Target): PlatformModel => {
  if (trackerOf(tree) !== undefined) return livePlatform(tree, target);
  const memoryNodes = memoryNodesOf(tree);
  const ram = boardRam(tree);
  const chosen = chosenNode(tree);
  const common = { tree, memoryNodes, ...(chosen && { chosen }), ...(ram && { ram }) };
  return target.xen === undefined
    ? { ...common, ...nothing }
    : { ...common, ...readAsXen(tree, target.xen.version) };
});

type XenVersion = NonNullable<Target['xen']>['version'];

/** A model of a live tree: each part is read by itself, so that who asks for one does not depend on the others. */
function livePlatform(tree: DeviceTree, { xen }: Target): PlatformModel {
  const version = xen && versionKey(xen.version);
  const model: { -readonly [K in keyof PlatformModel]: PlatformModel[K] | undefined } = {
    tree,
    get memoryNodes() {
      return memoryNodesOf(tree);
    },
    get ram() {
      return boardRam(tree);
    },
    get chosen() {
      return chosenNode(tree);
    },
    get modules() {
      return version ? modulesOf(tree) : nothing.modules;
    },
    get passedBy() {
      return version ? passedByOf(tree) : nothing.passedBy;
    },
    get claims() {
      return version ? claimsOf(tree) : nothing.claims;
    },
    get settlement() {
      return version ? settlementOf(tree, version) : nothing.settlement;
    },
    get domains() {
      return version ? domainsOf(tree, version) : nothing.domains;
    },
    get dom0() {
      return version && latePassOf(tree, version).dom0;
    },
    get sharedMemory() {
      return version ? sharedMemoryOf(tree) : nothing.sharedMemory;
    },
    get eventChannels() {
      return version ? channelsOf(tree, version) : nothing.eventChannels;
    },
    get cpupools() {
      return version ? poolsOf(tree) : nothing.cpupools;
    },
    get commandLine() {
      return version && lineOf(tree);
    },
  };
  // A part that is absent reads as undefined, as one that was left out does.
  return model as PlatformModel;
}

function readAsXen(tree: DeviceTree, xenVersion: XenVersion) {
  const version = versionKey(xenVersion);
  const { dom0 } = latePassOf(tree, version);
  const commandLine = lineOf(tree);
  return {
    modules: modulesOf(tree),
    passedBy: passedByOf(tree),
    claims: claimsOf(tree),
    settlement: settlementOf(tree, version),
    domains: domainsOf(tree, version),
    ...(dom0 && { dom0 }),
    sharedMemory: sharedMemoryOf(tree),
    eventChannels: channelsOf(tree, version),
    cpupools: poolsOf(tree),
    ...(commandLine && { commandLine }),
  };
}

interface VersionKey {
  readonly version: XenVersion;
}

const versionKeys: ReadonlyMap<string, VersionKey> = new Map(
  xenVersions.map((version) => [version, { version }]),
);

/** The same object for the same release, for facts that depend on it. */
function versionKey(version: XenVersion): VersionKey {
  return versionKeys.get(version) ?? { version };
}

const boardRam = treeFact((tree: DeviceTree) => ramOf(memoryNodesOf(tree)));
const chosenNode = treeFact(chosenOf);
const walkOf = treeFact(earlyWalk);
const modulesOf = treeFact((tree: DeviceTree) => walkOf(tree).modules, isSameList);
const passedByOf = treeFact((tree: DeviceTree) => walkOf(tree).passedBy, isSameList);
const claimsOf = treeFact((tree: DeviceTree) => walkOf(tree).claims, isSameList);
const sharedMemoryOf = treeFact((tree: DeviceTree) => walkOf(tree).sharedMemory, isSameList);
const settlementOf = treeFactFor((tree: DeviceTree, { version }: VersionKey) =>
  settleClaims(claimsOf(tree), version),
);
const latePassOf = treeFactFor((tree: DeviceTree, key: VersionKey) =>
  latePass(tree, walkOf(tree), settlementOf(tree, key)),
);
const domainsOf = treeFactFor(
  (tree: DeviceTree, key: VersionKey) => latePassOf(tree, key).domains,
  isSameList,
);
const channelsOf = treeFactFor((tree: DeviceTree, key: VersionKey): readonly EventChannel[] => {
  const chosen = chosenNode(tree);
  return chosen ? eventChannelsOf(tree, chosen, domainsOf(tree, key)) : [];
}, isSameList);
const poolsOf = treeFact((tree: DeviceTree): readonly Cpupool[] => {
  const chosen = chosenNode(tree);
  return chosen ? cpupoolsOf(tree, chosen) : [];
}, isSameList);
const lineOf = treeFact((tree: DeviceTree) => {
  const chosen = chosenNode(tree);
  return chosen && xenCommandLineOf(tree, chosen, modulesOf(tree));
});

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
