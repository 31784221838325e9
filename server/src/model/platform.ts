/**
 * What the consumer makes of a tree: boot modules, domains, and who claims which memory. A model is a pure function
 * of the composed tree and the target; for a target other than Xen it knows the memory only. The story of how Xen
 * reads is told in `xen-early-walk.ts` (what is on record) and `xen-late-pass.ts` (who gets it).
 */
import type { Interval } from '../memory/interval';
import { memoryNodesOf, ramOf, type MemoryNode } from '../memory/ram';
import type { DeviceTree } from '../tree/dt-node';
import { isSameList, isSameRecord, treeFact, treeFactFor } from '../tree/fact';
import type { NodeRef } from '../tree/node-ref';
import { trackerOf } from '../tree/tracking';
import type { BootModule } from './boot-module';
import { settleClaims, type Claim, type Settlement } from './claim';
import { cpupoolsOf, type Cpupool } from './cpupool';
import { eventChannelsOf, type EventChannel } from './event-channel';
import { areListsSame } from './keep';
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
import { chosenOf, latePass, type Dom0, type Domain, type LatePass } from './xen-late-pass';

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
export const platformOf = treeFactFor((tree: DeviceTree, { xen }: Target): PlatformModel => {
  const version = xen && versionKey(xen.version);
  if (trackerOf(tree) === undefined) return readPlatform(tree, version);
  // A part that is absent reads as undefined, as one that was left out does.
  return new LivePlatform(tree, version) as PlatformModel;
});

type XenVersion = NonNullable<Target['xen']>['version'];

function readPlatform(tree: DeviceTree, version: VersionKey | undefined): PlatformModel {
  const chosen = chosenNode(tree);
  const ram = boardRam(tree);
  const memory = { memoryNodes: memoryNodesOf(tree), ...(ram && { ram }) };
  const common = { tree, ...memory, ...(chosen && { chosen }) };
  if (version === undefined) return { ...common, ...nothing, isXenBoot: speaksOfXen(tree) };
  const { dom0 } = latePassOf(tree, version);
  const commandLine = commandLineOf(tree);
  return {
    ...common,
    modules: modulesOf(tree),
    readings: readingsOf(tree),
    surplusCommandLines: surplusOf(tree),
    passedBy: passedByOf(tree),
    claims: claimsOf(tree),
    settlement: settlementOf(tree, version),
    domains: domainsOf(tree, version),
    ...(dom0 && { dom0 }),
    sharedMemory: sharedMemoryOf(tree),
    sharedRegions: regionsOf(tree),
    sharedUses: usesOf(tree, version),
    eventChannels: channelsOf(tree, version),
    cpupools: poolsOf(tree),
    ...(commandLine && { commandLine }),
    isXenBoot: isXenBoot(tree, version),
  };
}

/** A model of a live tree: each part is read by itself, so that who asks for one does not depend on the others. */
class LivePlatform {
  constructor(
    readonly tree: DeviceTree,
    private readonly version: VersionKey | undefined,
  ) {}

  get memoryNodes(): PlatformModel['memoryNodes'] {
    return memoryNodesOf(this.tree);
  }
  get ram(): PlatformModel['ram'] | undefined {
    return boardRam(this.tree);
  }
  get chosen(): PlatformModel['chosen'] | undefined {
    return chosenNode(this.tree);
  }
  get modules(): PlatformModel['modules'] {
    return this.version ? modulesOf(this.tree) : nothing.modules;
  }
  get readings(): PlatformModel['readings'] {
    return this.version ? readingsOf(this.tree) : nothing.readings;
  }
  get surplusCommandLines(): PlatformModel['surplusCommandLines'] {
    return this.version ? surplusOf(this.tree) : nothing.surplusCommandLines;
  }
  get passedBy(): PlatformModel['passedBy'] {
    return this.version ? passedByOf(this.tree) : nothing.passedBy;
  }
  get claims(): PlatformModel['claims'] {
    return this.version ? claimsOf(this.tree) : nothing.claims;
  }
  get settlement(): PlatformModel['settlement'] {
    return this.version ? settlementOf(this.tree, this.version) : nothing.settlement;
  }
  get domains(): PlatformModel['domains'] {
    return this.version ? domainsOf(this.tree, this.version) : nothing.domains;
  }
  get dom0(): PlatformModel['dom0'] | undefined {
    return this.version && dom0Of(this.tree, this.version);
  }
  get sharedMemory(): PlatformModel['sharedMemory'] {
    return this.version ? sharedMemoryOf(this.tree) : nothing.sharedMemory;
  }
  get sharedRegions(): PlatformModel['sharedRegions'] {
    return this.version ? regionsOf(this.tree) : nothing.sharedRegions;
  }
  get sharedUses(): PlatformModel['sharedUses'] {
    return this.version ? usesOf(this.tree, this.version) : nothing.sharedUses;
  }
  get eventChannels(): PlatformModel['eventChannels'] {
    return this.version ? channelsOf(this.tree, this.version) : nothing.eventChannels;
  }
  get cpupools(): PlatformModel['cpupools'] {
    return this.version ? poolsOf(this.tree) : nothing.cpupools;
  }
  get commandLine(): PlatformModel['commandLine'] | undefined {
    return this.version && commandLineOf(this.tree);
  }
  get isXenBoot(): PlatformModel['isXenBoot'] {
    return this.version ? isXenBoot(this.tree, this.version) : speaksOfXen(this.tree);
  }
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

const boardRam = treeFact((tree: DeviceTree) => ramOf(memoryNodesOf(tree)), isSameRam);
const chosenNode = treeFact(chosenOf);
const walkOf = treeFact(earlyWalk);
const modulesOf = treeFact((tree: DeviceTree) => walkOf(tree).modules);
const readingsOf = treeFact((tree: DeviceTree) => walkOf(tree).readings);
const passedByOf = treeFact((tree: DeviceTree) => walkOf(tree).passedBy);
const claimsOf = treeFact((tree: DeviceTree) => walkOf(tree).claims);
const sharedMemoryOf = treeFact((tree: DeviceTree) => walkOf(tree).sharedMemory);
const regionsOf = treeFact((tree: DeviceTree, before?: readonly SharedRegion[]) =>
  sharedRegionsOf(sharedMemoryOf(tree), before),
);
const surplusOf = treeFact(
  (tree: DeviceTree) =>
    modulesOf(tree)
      .filter((it) => it.bootargs !== undefined)
      .slice(maxCommandLines),
  isSameList,
);
const settlementOf = treeFactFor(
  (tree: DeviceTree, { version }: VersionKey, before?: Settlement) =>
    settleClaims(claimsOf(tree), version, before),
  isSameRecord,
);
const latePassOf = treeFactFor((tree: DeviceTree, key: VersionKey, before?: LatePass) =>
  latePass(tree, walkOf(tree), settlementOf(tree, key), before),
);
const domainsOf = treeFactFor((tree: DeviceTree, key: VersionKey) => latePassOf(tree, key).domains);
const dom0Of = treeFactFor((tree: DeviceTree, key: VersionKey) => latePassOf(tree, key).dom0);
const usesOf = treeFactFor((tree: DeviceTree, key: VersionKey, before?: readonly SharedUse[]) =>
  sharedUsesOf(
    tree,
    sharedMemoryOf(tree),
    { domains: domainsOf(tree, key), dom0: dom0Of(tree, key) },
    before,
  ),
);
const channelsOf = treeFactFor(
  (
    tree: DeviceTree,
    key: VersionKey,
    before?: readonly EventChannel[],
  ): readonly EventChannel[] => {
    const chosen = chosenNode(tree);
    return chosen
      ? eventChannelsOf(tree, chosen, domainsOf(tree, key), before)
      : nothing.eventChannels;
  },
);
const poolsOf = treeFact((tree: DeviceTree, before?: readonly Cpupool[]): readonly Cpupool[] => {
  const chosen = chosenNode(tree);
  return chosen ? cpupoolsOf(tree, chosen, before) : nothing.cpupools;
});
const commandLineOf = treeFact((tree: DeviceTree) => {
  const chosen = chosenNode(tree);
  return chosen && xenCommandLineOf(tree, chosen, modulesOf(tree));
}, isSameRecord);
const speaksOfXen = treeFact((tree: DeviceTree): boolean =>
  [...(chosenNode(tree)?.node.properties.keys() ?? [])].some((it) => it.startsWith('xen,')),
);
const isXenBoot = treeFactFor(
  (tree: DeviceTree, key: VersionKey): boolean =>
    modulesOf(tree).length > 0 || domainsOf(tree, key).length > 0 || speaksOfXen(tree),
);

function isSameRam(
  a: readonly Interval[] | undefined,
  b: readonly Interval[] | undefined,
): boolean {
  return areListsSame(a, b, (x, y) => x.start === y.start && x.end === y.end);
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
