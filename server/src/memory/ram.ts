/**
 * Which memory the board has: the `/memory` nodes. The newest Xen counts only children of the root that are
 * called `memory` or `memory@…` and say `device_type = "memory"`; before 4.20 the name alone was enough, at any
 * depth (Xen common/device-tree/bootinfo-fdt.c device_tree_is_memory_node).
 */
import type { DeviceTree } from '../tree/dt-node';
import { isSameList, nodeFact, treeFact } from '../tree/fact';
import { baseName, rootOf, type NodeRef } from '../tree/node-ref';
import { compatiblesOf, firstString } from '../tree/value';
import { inheritedCells } from './cells';
import { merge, type Interval } from './interval';
import { readReg, type RegEntry, type RegReading } from './reg';
import { topNodesNamed } from './top-nodes';

export interface MemoryNode {
  readonly node: NodeRef;
  /** `device_type` is "memory". */
  readonly hasDeviceType: boolean;
  /** `status` is absent, "okay" or "ok". */
  readonly isAvailable: boolean;
  /** Absent when the node has no `reg` or its cells cannot be told. */
  readonly reg?: RegReading;
}

/** The root's children that are RAM, or are meant to be: named `memory` or with `device_type = "memory"`. */
export const memoryNodesOf = treeFact(
  (tree: DeviceTree): readonly MemoryNode[] =>
    topNodesNamed(tree, 'memory').flatMap((it) => memoryNodeOf(tree, it) ?? []),
  isSameList,
);

const memoryNodeOf = nodeFact((tree: DeviceTree, node: NodeRef): MemoryNode | undefined => {
  const hasDeviceType = firstString(tree, node.node.properties.get('device_type')) === 'memory';
  const isNamed = baseName(node.node.name) === 'memory' && compatiblesOf(tree, node).length === 0;
  if (!hasDeviceType && !isNamed) return undefined;
  const property = node.node.properties.get('reg');
  const cells = inheritedCells(tree, rootOf(tree));
  const reg = property && cells && readReg(tree, property, cells);
  return { node, hasDeviceType, isAvailable: isAvailable(tree, node), ...(reg && { reg }) };
});

/** The banks with at least one byte, in the order of the tree. */
function banksOf(nodes: readonly MemoryNode[]): readonly RegEntry[] {
  return nodes
    .filter((it) => it.isAvailable)
    .flatMap((it) => it.reg?.entries ?? [])
    .filter((it): it is RegEntry => it !== undefined && it.size > 0n);
}

/**
 * The board's RAM as ascending, disjoint intervals; undefined when the source does not tell: no bank with a
 * size (boot loaders fill it in), or a bank whose cells cannot be told.
 */
export function ramOf(nodes: readonly MemoryNode[]): readonly Interval[] | undefined {
  const isUnsure = nodes.some(
    (it) => it.reg?.entries.some((entry) => entry === undefined) === true,
  );
  const banks = banksOf(nodes);
  return isUnsure || banks.length === 0 ? undefined : merge(banks);
}

/** `status` as Xen and Linux read it: absent, "okay" or "ok" means available. */
export function isAvailable(tree: DeviceTree, ref: NodeRef): boolean {
  const property = ref.node.properties.get('status');
  if (property === undefined) return true;
  const status = firstString(tree, property);
  return status === undefined || status === 'okay' || status === 'ok';
}
