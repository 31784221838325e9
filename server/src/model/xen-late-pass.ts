/**
 * Xen's late pass (common/device-tree/dom0less-build.c create_domUs, kernel.c kernel_probe): after memory is set up,
 * the direct children of `/chosen` that list "xen,domain" are built one after the other, and the modules on record
 * are given out. dom0 takes the first of a kind, a domain the last of its children, found by kind and address.
 */
import { memo } from '../base/memo';
import type { RegReading } from '../memory/reg';
import { childOf, childrenOf, rootOf, type NodeRef } from '../tree/node-ref';
import type { DeviceTree } from '../tree/dt-node';
import { isSameList, nodeFact, treeFact } from '../tree/fact';
import { compatiblesOf } from './node-compatibles';
import { inheritedCells, type Cells } from '../memory/cells';
import { topNodesNamed } from '../memory/top-nodes';
import { isModule, type Claim, type Settlement } from './claim';
import { areListsSame, isIdentical, isSameCells, isSameReg, keep, keepList } from './keep';
import { readModuleReg, readWithParentCells, type EarlyWalk } from './xen-early-walk';
import { domainCompatible, listsInAnyCase, vcpuCompatible } from './xen-names';
import {
  hasFlag,
  isSameReading,
  readString,
  readU32,
  readU64,
  valueOf,
  type Reading,
} from './xen-property';

export interface Domain {
  readonly node: NodeRef;
  /** Xen counts from 1 in tree order; 0 is dom0. */
  readonly id: number;
  /** The cells of its children; absent when they cannot be told. */
  readonly cells?: Cells | undefined;
  /** Children that Xen would take as kernel, ramdisk or guest device tree, in tree order. */
  readonly modules: readonly DomainModule[];
  /** The last of each kind: the one that Xen uses. */
  readonly kernel?: DomainModule | undefined;
  readonly ramdisk?: DomainModule | undefined;
  readonly deviceTree?: DomainModule | undefined;
  /** KiB. */
  readonly memory: Reading<bigint>;
  readonly cpus: Reading<number>;
  readonly capabilities: Capabilities;
  readonly isDirectMap: boolean;
  /** `xen,static-mem`, with the cells of `/chosen`. */
  readonly staticMem?: RegReading | undefined;
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
  readonly reg?: RegReading | undefined;
  /** The record that Xen finds by kind and address; without one the domain does not get the module. */
  readonly record?: Claim | undefined;
}

export type DomainModuleKind = 'kernel' | 'ramdisk' | 'device-tree';

export interface LatePass {
  readonly domains: readonly Domain[];
  /** What each domain was made of, in the same order. */
  readonly readings: readonly DomainReading[];
  /** What the modules were looked up in. */
  readonly settlement: Settlement;
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

/** The nodes of the domains that Xen builds besides dom0, in its order. */
export const domainNodesOf = treeFact((tree: DeviceTree): readonly NodeRef[] => {
  const chosen = chosenOf(tree);
  const nodes = chosen === undefined ? [] : childrenOf(chosen);
  return nodes.filter((it) => listsInAnyCase(compatiblesOf(tree, it), domainCompatible));
}, isSameList);

/** Gives the modules on record to dom0 and the domains; what is as it was is what it was in the pass `before`. */
export function latePass(
  tree: DeviceTree,
  walk: EarlyWalk,
  settlement: Settlement,
  before?: LatePass,
): LatePass {
  const records = recordsByAddress(settlement);
  const isSameRecords = before?.settlement === settlement;
  const readings = domainNodesOf(tree).map((node) => domainReadingOf(tree, node));
  const found = readings.map((reading, i) => {
    const old = before?.readings[i] === reading ? before.domains[i] : undefined;
    return old !== undefined && (isSameRecords || hasSameRecords(old, reading, records))
      ? old
      : buildDomain(reading, i + 1, records);
  });
  const domains = keepList(before?.domains, found, isSameDomain, (it) => it.node);
  const dom0 = keep(before?.dom0, buildDom0(walk, settlement), isSameDom0);
  return { domains, readings, settlement, ...(dom0 && { dom0 }) };
}

/** Whether the modules of a domain are on record as they were. */
function hasSameRecords(old: Domain, { candidates }: DomainReading, records: Records): boolean {
  return candidates.every((it, i) => old.modules[i]?.record === recordOf(it, records));
}

function isSameDom0(a: Dom0, b: Dom0): boolean {
  return a.kernel === b.kernel && a.ramdisk === b.ramdisk;
}

function isSameDomain(a: Domain, b: Domain): boolean {
  return (
    a.node === b.node &&
    a.id === b.id &&
    a.isDirectMap === b.isDirectMap &&
    a.enhanced === b.enhanced &&
    isSameReading(a.memory, b.memory) &&
    isSameReading(a.cpus, b.cpus) &&
    isSameCapabilities(a.capabilities, b.capabilities) &&
    isSameCells(a.cells, b.cells) &&
    isSameReg(a.staticMem, b.staticMem) &&
    areListsSame(a.modules, b.modules, isSameDomainModule) &&
    areListsSame(a.vcpus, b.vcpus, isIdentical)
  );
}

function isSameDomainModule(a: DomainModule, b: DomainModule): boolean {
  return a.node === b.node && a.kind === b.kind && a.record === b.record && isSameReg(a.reg, b.reg);
}

function isSameCapabilities(a: Capabilities, b: Capabilities): boolean {
  return (
    a.isControl === b.isControl && a.isHardware === b.isHardware && a.isXenstore === b.isXenstore
  );
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

/** The modules on record by their addresses, in their order. */
type Records = ReadonlyMap<bigint, readonly Claim[]>;

const recordsByAddress = memo(({ recorded }: Settlement): Records => {
  const records = new Map<bigint, Claim[]>();
  for (const claim of recorded.filter(isModule)) {
    const others = records.get(claim.start);
    if (others === undefined) records.set(claim.start, [claim]);
    else others.push(claim);
  }
  return records;
});

function buildDomain(reading: DomainReading, id: number, records: Records): Domain {
  const { node } = reading;
  const modules = reading.candidates.map((it) => withRecord(it, records));
  // Written out: copying records with rest and spread would take most of the time.
  return {
    node,
    id,
    cells: reading.cells,
    modules,
    kernel: lastOf(modules, 'kernel'),
    ramdisk: lastOf(modules, 'ramdisk'),
    deviceTree: lastOf(modules, 'device-tree'),
    memory: reading.memory,
    cpus: reading.cpus,
    capabilities: reading.capabilities,
    isDirectMap: reading.isDirectMap,
    staticMem: reading.staticMem,
    enhanced: reading.enhanced,
    vcpus: reading.vcpus,
  };
}

function lastOf(
  modules: readonly DomainModule[],
  kind: DomainModuleKind,
): DomainModule | undefined {
  return modules.findLast((it) => it.kind === kind);
}

function recordOf({ kind, reg }: DomainModule, records: Records): Claim | undefined {
  const address = reg?.entries[0]?.start;
  const candidates = address === undefined ? undefined : records.get(address);
  return candidates?.find((it) => (it.module?.kind ?? 'ramdisk') === kind);
}

function withRecord(module: DomainModule, records: Records): DomainModule {
  const { node, kind, reg } = module;
  const record = recordOf(module, records);
  return record === undefined ? module : { node, kind, reg, record };
}

/** What a domain is apart from what the rest of the tree makes of it: its number and the records of its modules. */
interface DomainReading extends Omit<
  Domain,
  'id' | 'modules' | 'kernel' | 'ramdisk' | 'deviceTree'
> {
  readonly candidates: readonly DomainModule[];
}

const domainReadingOf = nodeFact((tree: DeviceTree, node: NodeRef): DomainReading => ({
  node,
  cells: inheritedCells(tree, node),
  candidates: childrenOf(node).flatMap((it) => domainModuleOf(tree, it) ?? []),
  memory: readU64(tree, node, 'memory'),
  cpus: readU32(tree, node, 'cpus'),
  capabilities: capabilitiesOf(tree, node),
  isDirectMap: hasFlag(node, 'direct-map'),
  staticMem: readWithParentCells(tree, node, 'xen,static-mem'),
  enhanced: enhancedOf(tree, node),
  vcpus: childrenOf(node).filter((it) => listsInAnyCase(compatiblesOf(tree, it), vcpuCompatible)),
}));

/** kernel_probe looks for these three, in this order, and for no legacy name. */
const domainModuleKinds: readonly (readonly [string, DomainModuleKind])[] = [
  ['multiboot,kernel', 'kernel'],
  ['multiboot,ramdisk', 'ramdisk'],
  ['multiboot,device-tree', 'device-tree'],
];

/** A child that Xen would take; whether it is on record is told later. */
const domainModuleOf = nodeFact((tree: DeviceTree, node: NodeRef): DomainModule | undefined => {
  const compatibles = compatiblesOf(tree, node);
  const found = domainModuleKinds.find(([name]) => listsInAnyCase(compatibles, name));
  if (found === undefined) return undefined;
  const { reg } = readModuleReg(tree, node);
  return { node, kind: found[1], reg, record: undefined };
});

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
