/**
 * CPU pools made at boot: `xen,cpupool` nodes, direct children of `/chosen`, each with a list of phandles of CPU
 * nodes. The list ends at the first phandle that is 0 or names nothing
 * (Xen common/sched/boot-cpupool.c btcpupools_dtb_parse).
 */
import type { Span } from '../preprocessor/token-stream';
import type { DeviceTree, DtNode, DtProperty } from '../tree/dt-node';
import { childOf, childrenOf, rootOf, type NodeRef } from '../tree/node-ref';
import { nodeOfCell } from '../tree/phandle';
import { compatiblesOf } from './node-compatibles';
import { cellsOf, firstString } from '../tree/value';
import { cpupoolCompatible, listsInAnyCase } from './xen-names';

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
export function cpupoolsOf(tree: DeviceTree, chosen: NodeRef): readonly Cpupool[] {
  return childrenOf(chosen)
    .filter((it) => listsInAnyCase(compatiblesOf(tree, it), cpupoolCompatible))
    .map((node) => readCpupool(tree, node));
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
export function cpusOf(tree: DeviceTree): readonly NodeRef[] {
  const cpus = childOf(rootOf(tree), 'cpus');
  if (cpus === undefined) return [];
  return childrenOf(cpus).filter(
    (it) => firstString(tree, it.node.properties.get('device_type')) === 'cpu',
  );
}
