/**
 * Xen's late pass (common/device-tree/dom0less-build.c create_domUs, kernel.c kernel_probe): after memory is set up,
 * the direct children of `/chosen` that list "xen,domain" are built one after the other, and the modules on record
 * are given out. dom0 takes the first of a kind, a domain the last of its children, found by kind and address.
 */
import type { RegReading } from '../memory/reg';
import { childOf, childrenOf, rootOf, type NodeRef } from '../tree/node-ref';
import type { DeviceTree } from '../tree/dt-node';
import { treeFact } from '../tree/fact';
import { compatiblesOf } from './node-compatibles';
import { inheritedCells, type Cells } from '../memory/cells';
import { topNodesNamed } from '../memory/top-nodes';
import { isModule, type Claim, type Settlement } from './claim';
import { readModuleReg, readWithParentCells, type EarlyWalk } from './xen-early-walk';
import { domainCompatible, listsInAnyCase, vcpuCompatible } from './xen-names';
import { nodesListing } from './xen-nodes';
import { hasFlag, readString, readU32, readU64, valueOf, type Reading } from './xen-property';

export interface Domain {
  readonly node: NodeRef;
  /** Xen counts from 1 in tree order; 0 is dom0. */
  readonly id: number;
  /** The cells of its children; absent when they cannot be told. */
  readonly cells?: Cells;
  /** Children that Xen would take as kernel, ramdisk or guest device tree, in tree order. */
  readonly modules: readonly DomainModule[];
  /** The last of each kind: the one that Xen uses. */
  readonly kernel?: DomainModule;
  readonly ramdisk?: DomainModule;
  readonly deviceTree?: DomainModule;
  /** KiB. */
  readonly memory: Reading<bigint>;
  readonly cpus: Reading<number>;
  readonly capabilities: Capabilities;
  readonly isDirectMap: boolean;
  /** `xen,static-mem`, with the cells of `/chosen`. */
  readonly staticMem?: RegReading;
  readonly enhanced: Enhanced;
  /** Children with compatible "xen,vcpu". */
  readonly vcpus: readonly NodeRef[];
}

export interface Capabilities {
  readonly isControl: boolean;
  readonly isHardware: boolean;
  readonly isXenstore: boolean;
}

/** What `xen,enhanced` asks for; text that Xen does not know means `off`. */
export type Enhanced = 'off' | 'no-xenstore' | 'xenstore' | 'legacy';

export interface DomainModule {
  readonly node: NodeRef;
  readonly kind: DomainModuleKind;
  readonly reg?: RegReading;
  /** The record that Xen finds by kind and address; without one the domain does not get the module. */
  readonly record?: Claim;
}

export type DomainModuleKind = 'kernel' | 'ramdisk' | 'device-tree';

export interface LatePass {
  readonly domains: readonly Domain[];
  /** What dom0 is made of; absent when Xen builds none because only domains have a kernel. */
  readonly dom0?: Dom0;
}

export interface Dom0 {
  /** Absent: Xen tries to build dom0 all the same, and panics. */
  readonly kernel?: Claim;
  readonly ramdisk?: Claim;
}

/** The node `/chosen`; Xen's late pass ignores case but wants no unit address. */
export function chosenOf(tree: DeviceTree): NodeRef | undefined {
  return (
    childOf(rootOf(tree), 'chosen') ??
    topNodesNamed(tree, 'chosen').find((it) => it.node.name.toLowerCase() === 'chosen')
  );
}

/** Gives the modules on record to dom0 and the domains. */
export function latePass(tree: DeviceTree, walk: EarlyWalk, settlement: Settlement): LatePass {
  const records = recordsByKindAndAddress(settlement);
  const chosen = chosenOf(tree);
  const nodes = chosen === undefined ? [] : childrenOf(chosen);
  const domains = nodes
    .filter((it) => listsInAnyCase(compatiblesOf(tree, it), domainCompatible))
    .map((node, i) => buildDomain(tree, node, i + 1, records));
  const dom0 = buildDom0(walk, settlement);
  return { domains, ...(dom0 && { dom0 }) };
}

/** is_dom0less_mode: dom0 is left out when a domain has a kernel and dom0 has none. */
function buildDom0(walk: EarlyWalk, settlement: Settlement): Dom0 | undefined {
  const own = settlement.recorded.filter((it) => it.module?.domain === undefined);
  const kernel = own.find((it) => it.module?.kind === 'kernel');
  const ramdisk = own.find((it) => it.kind === 'initrd' || it.module?.kind === 'ramdisk');
  const isDom0less = settlement.recorded.some((it) => it.module?.kind === 'kernel');
  if (kernel === undefined && isDom0less) return undefined;
  if (kernel === undefined && walk.modules.length === 0) return undefined;
  return { ...(kernel && { kernel }), ...(ramdisk && { ramdisk }) };
}

type Records = ReadonlyMap<string, Claim>;

function recordsByKindAndAddress({ recorded }: Settlement): Records {
  const records = new Map<string, Claim>();
  for (const claim of recorded.filter(isModule)) {
    const key = recordKey(claim.module?.kind ?? 'ramdisk', claim.start);
    if (!records.has(key)) records.set(key, claim);
  }
  return records;
}

function recordKey(kind: string, start: bigint): string {
  return `${kind} ${start}`;
}

function buildDomain(tree: DeviceTree, node: NodeRef, id: number, records: Records): Domain {
  const modules = childrenOf(node).flatMap((it) => domainModule(tree, it, records) ?? []);
  const lastOf = (kind: DomainModuleKind) => modules.findLast((it) => it.kind === kind);
  const cells = inheritedCells(tree, node);
  const kernel = lastOf('kernel');
  const ramdisk = lastOf('ramdisk');
  const deviceTree = lastOf('device-tree');
  const staticMem = readWithParentCells(tree, node, 'xen,static-mem');
  return {
    node,
    id,
    ...(cells && { cells }),
    modules,
    ...(kernel && { kernel }),
    ...(ramdisk && { ramdisk }),
    ...(deviceTree && { deviceTree }),
    memory: readU64(tree, node, 'memory'),
    cpus: readU32(tree, node, 'cpus'),
    capabilities: capabilitiesOf(tree, node),
    isDirectMap: hasFlag(node, 'direct-map'),
    ...(staticMem && { staticMem }),
    enhanced: enhancedOf(tree, node),
    vcpus: vcpusByParent(tree).get(node) ?? [],
  };
}

/** kernel_probe looks for these three, in this order, and for no legacy name. */
const domainModuleKinds: readonly (readonly [string, DomainModuleKind])[] = [
  ['multiboot,kernel', 'kernel'],
  ['multiboot,ramdisk', 'ramdisk'],
  ['multiboot,device-tree', 'device-tree'],
];

function domainModule(tree: DeviceTree, node: NodeRef, records: Records): DomainModule | undefined {
  const compatibles = compatiblesOf(tree, node);
  const found = domainModuleKinds.find(([name]) => listsInAnyCase(compatibles, name));
  if (found === undefined) return undefined;
  const [, kind] = found;
  const { reg, region } = readModuleReg(tree, node);
  const record = region && records.get(recordKey(kind, region.start));
  return { node, kind, ...(reg && { reg }), ...(record && { record }) };
}

/** Bits of `capabilities` (4.21 on; public/bootfdt.h DOMAIN_CAPS_*). */
function capabilitiesOf(tree: DeviceTree, node: NodeRef): Capabilities {
  const bits = valueOf(readU32(tree, node, 'capabilities')) ?? 0;
  return {
    isControl: (bits & 1) !== 0,
    isHardware: (bits & 2) !== 0,
    isXenstore: (bits & 4) !== 0,
  };
}

/** construct_domU: an empty value and "enabled" ask for xenstore as well. */
function enhancedOf(tree: DeviceTree, node: NodeRef): Enhanced {
  const reading = readString(tree, node, 'xen,enhanced');
  if (reading.state === 'short') return reading.bytes === 0 ? 'xenstore' : 'off';
  switch (valueOf(reading)) {
    case 'enabled':
      return 'xenstore';
    case 'no-xenstore':
      return 'no-xenstore';
    case 'legacy':
      return 'legacy';
    default:
      return 'off';
  }
}

const vcpusByParent = treeFact((tree: DeviceTree): ReadonlyMap<NodeRef, readonly NodeRef[]> => {
  const vcpus = new Map<NodeRef, NodeRef[]>();
  for (const node of nodesListing(tree, vcpuCompatible)) {
    if (node.parent === undefined) continue;
    const siblings = vcpus.get(node.parent) ?? [];
    siblings.push(node);
    vcpus.set(node.parent, siblings);
  }
  return vcpus;
});
