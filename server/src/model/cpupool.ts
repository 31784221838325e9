/**
 * CPU pools made at boot: `xen,cpupool` nodes, direct children of `/chosen`, each with a list of phandles of CPU
 * nodes. The list ends at the first phandle that is 0 or names nothing
 * (Xen common/sched/boot-cpupool.c btcpupools_dtb_parse).
 */
import type { Span } from '../preprocessor/token-stream';
import type { DeviceTree, DtNode, DtProperty } from '../tree/dt-node';
import { isSameList, treeFact } from '../tree/fact';
import { childOf, childrenOf, rootOf, type NodeRef } from '../tree/node-ref';
import { nodeOfCell } from '../tree/phandle';
import { cellsOf, firstString } from '../tree/value';
import { areListsSame, isSameSpan, keepList } from './keep';
import { cpupoolCompatible } from './xen-names';
import { nodesListing } from './xen-nodes';

export interface Cpupool {
  readonly node: NodeRef;
  readonly property?: DtProperty;
  /** The entries of `cpupool-cpus`, those past a bad one included; absent when the value is no list of cells. */
  readonly cpus?: readonly CpupoolCpu[];
  readonly scheduler?: string;
}

export interface CpupoolCpu {
  readonly at: Span;
  /** Absent when the source has a reference in its place, or does not tell. */
  readonly phandle?: number;
  readonly node?: DtNode;
}

/** The pools that Xen makes, in tree order. */
export function cpupoolsOf(
  tree: DeviceTree,
  chosen: NodeRef,
  before?: readonly Cpupool[],
): readonly Cpupool[] {
  const found = nodesListing(tree, cpupoolCompatible)
    .filter((it) => it.parent === chosen)
    .map((node) => readCpupool(tree, node));
  return keepList(before, found, isSamePool, (it) => it.node);
}

function isSamePool(a: Cpupool, b: Cpupool): boolean {
  return (
    a.node === b.node &&
    a.property === b.property &&
    a.scheduler === b.scheduler &&
    areListsSame(a.cpus, b.cpus, isSameCpu)
  );
}

function isSameCpu(a: CpupoolCpu, b: CpupoolCpu): boolean {
  return a.phandle === b.phandle && a.node === b.node && isSameSpan(a.at, b.at);
}

function readCpupool(tree: DeviceTree, node: NodeRef): Cpupool {
  const property = node.node.properties.get('cpupool-cpus');
  const cells = property && cellsOf(tree, property);
  const scheduler = firstString(tree, node.node.properties.get('cpupool-sched'));
  const cpus = cells?.map((cell): CpupoolCpu => {
    const target = nodeOfCell(tree, cell);
    const phandle = cell.reference === undefined ? cell.value : undefined;
    return {
      at: cell.at,
      ...(phandle !== undefined && { phandle }),
      ...(target && { node: target }),
    };
  });
  return {
    node,
    ...(property && { property }),
    ...(cpus && { cpus }),
    ...(scheduler !== undefined && { scheduler }),
  };
}

/** The CPU nodes of the board, in tree order: children of `/cpus` with `device_type = "cpu"`. */
export const cpusOf = treeFact((tree: DeviceTree): readonly NodeRef[] => {
  const cpus = childOf(rootOf(tree), 'cpus');
  if (cpus === undefined) return [];
  return childrenOf(cpus).filter(
    (it) => firstString(tree, it.node.properties.get('device_type')) === 'cpu',
  );
}, isSameList);
