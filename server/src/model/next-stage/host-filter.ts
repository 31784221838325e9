/**
 * Which nodes of the board Xen keeps from dom0, with all that is below them (Xen arch/arm/domain_build.c handle_node;
 * the Xen-only nodes since 4.18). What a platform's own code hides, and nodes of SCMI, the source does not tell.
 */
import type { DeviceTree } from '../../tree/dt-node';
import type { NodeRef } from '../../tree/node-ref';
import { nodeOfCell } from '../../tree/phandle';
import { cellsOf, firstString, type Cell } from '../../tree/value';
import { isSince, type XenVersion } from '../target';
import { domainCompatible, evtchnCompatible, isBootModule, shmCompatible } from '../xen-names';
import { compatiblesOf } from '../node-compatibles';
import { isGic, listsAny, type HostFacts } from './host-facts';

/** What the filter knows of the board. */
export interface HostFilter {
  readonly tree: DeviceTree;
  readonly host: HostFacts;
  readonly version: XenVersion;
}

const ofXen = ['xen,xen'];
const psci = ['arm,psci', 'arm,psci-0.2', 'arm,psci-1.0'];
const counters = [
  'arm,cortex-a7-pmu',
  'arm,cortex-a15-pmu',
  'arm,cortex-a53-edac',
  'arm,armv8-pmuv3',
];
const mappedTimer = ['arm,armv7-timer-mem'];
const xenOnly = [domainCompatible, shmCompatible, evtchnCompatible];
/** The IOMMUs of the drivers that Xen has (drivers/passthrough/arm). */
const iommus = [
  'arm,mmu-400',
  'arm,mmu-401',
  'arm,mmu-500',
  'arm,smmu-v1',
  'arm,smmu-v2',
  'arm,smmu-v3',
  'renesas,ipmmu-r8a7795',
  'renesas,ipmmu-r8a77965',
  'renesas,ipmmu-r8a7796',
  'renesas,ipmmu-r8a779f0',
];

/** Why dom0 does not see a node, a clause; undefined when it does. */
export function leftOutBecause(filter: HostFilter, node: NodeRef): string | undefined {
  const { tree, host, version } = filter;
  if (isBootModule(compatiblesOf(tree, node))) return 'a boot module';
  if (isSince(version, '4.18') && listsAny(tree, node, xenOnly)) return 'for Xen only';
  if (listsAny(tree, node, ofXen)) return "another Xen's";
  if (listsAny(tree, node, psci)) return 'Xen makes its own /psci';
  if (node.path.toLowerCase() === '/cpus') return 'Xen makes its own /cpus';
  if (firstString(tree, node.node.properties.get('device_type')) === 'memory')
    return "dom0's memory is described instead";
  if (listsAny(tree, node, counters)) return 'Xen does not give it out';
  if (listsAny(tree, node, mappedTimer)) return 'Xen does not support timers in memory';
  return deviceLeftOut(filter, node) ?? (host.console === node ? "Xen's console" : undefined);
}

function deviceLeftOut({ tree, host }: HostFilter, node: NodeRef): string | undefined {
  if (isGic(tree, node))
    return node === host.gic?.node ? undefined : 'a second interrupt controller';
  if (node === host.timer) return undefined;
  if (isDrivenIommu(tree, node)) return 'an IOMMU that Xen drives';
  return usesPpi(tree, node, host) ? 'it has an interrupt of its own on each CPU (PPI)' : undefined;
}

/** Whether Xen has a driver for this IOMMU. */
export function isDrivenIommu(tree: DeviceTree, node: NodeRef): boolean {
  return listsAny(tree, node, iommus);
}

/** Interrupts 16 to 31 of the interrupt controller, by `interrupts` or `interrupts-extended`. */
function usesPpi(tree: DeviceTree, node: NodeRef, { gic }: HostFacts): boolean {
  if (gic === undefined) return false;
  const { properties } = node.node;
  const extended = properties.get('interrupts-extended');
  if (extended !== undefined) return hasExtendedPpi(tree, cellsOf(tree, extended) ?? [], gic.node);
  const plain = properties.get('interrupts');
  if (plain === undefined || interruptParent(tree, node) !== gic.node.node) return false;
  const cells = cellsOf(tree, plain) ?? [];
  return cells.some((it, i) => i % interruptCells === 0 && it.value === ppiType);
}

/** `#interrupt-cells` of every GIC, and its first cell for a PPI (bindings of arm,gic). */
const interruptCells = 3;
const ppiType = 1;

function hasExtendedPpi(tree: DeviceTree, cells: readonly Cell[], gic: NodeRef): boolean {
  return cells.some(
    (it, i) => nodeOfCell(tree, it) === gic.node && cells[i + 1]?.value === ppiType,
  );
}

/** The nearest `interrupt-parent` on the way up. */
function interruptParent(tree: DeviceTree, node: NodeRef): NodeRef['node'] | undefined {
  for (let at: NodeRef | undefined = node; at !== undefined; at = at.parent) {
    const property = at.node.properties.get('interrupt-parent');
    if (property !== undefined) return nodeOfCell(tree, cellsOf(tree, property)?.[0]);
  }
  return undefined;
}
