/**
 * Memory that the tree sets aside: `/memreserve/` entries and the regions below `/reserved-memory`, whose cells
 * come from that node alone, else 2 and 1: Xen starts a walk of its own there and does not look at the root
 * (Xen common/device-tree/bootinfo-fdt.c process_reserved_memory).
 */
import type { DeviceTree } from '../tree/dt-node';
import type { MemReserveSyntax } from '../syntax/ast';
import { isSameList, nodeFact, treeFact } from '../tree/fact';
import { walk, type NodeRef } from '../tree/node-ref';
import { inheritedCellsBelow, type Cells } from './cells';
import type { Interval } from './interval';
import { isAvailable } from './ram';
import { readReg, type RegReading } from './reg';
import { topNodesNamed } from './top-nodes';

export interface MemReserve extends Interval {
  readonly syntax: MemReserveSyntax;
}

/** The `/memreserve/` entries in the order of the source. */
export function memReservesOf(tree: DeviceTree): readonly MemReserve[] {
  return tree.memReserves.map((syntax) => ({
    syntax,
    start: syntax.address,
    end: syntax.address + syntax.size,
  }));
}

export interface ReservedRegion {
  readonly node: NodeRef;
  readonly isAvailable: boolean;
  /** Absent for regions that the operating system places (`size` without `reg`), or when cells cannot be told. */
  readonly reg?: RegReading;
}

/** The node `/reserved-memory`; Xen compares its name without regard to case. */
export function reservedMemoryNode(tree: DeviceTree): NodeRef | undefined {
  return topNodesNamed(tree, 'reserved-memory').find(
    (it) => it.node.name.toLowerCase() === 'reserved-memory',
  );
}

/** Every node below `/reserved-memory`, in tree order. */
export const reservedRegionsOf = treeFact((tree: DeviceTree): readonly ReservedRegion[] => {
  const top = reservedMemoryNode(tree);
  const regions: ReservedRegion[] = [];
  if (top === undefined) return regions;
  for (const node of walk(top)) if (node !== top) regions.push(reservedRegionOf(tree, node));
  return regions;
}, isSameList);

/** A node below `/reserved-memory`. */
const reservedRegionOf = nodeFact((tree: DeviceTree, node: NodeRef): ReservedRegion => {
  const property = node.node.properties.get('reg');
  const cells = node.parent && reservedCells(tree, node.parent);
  const reg = property && cells && readReg(tree, property, cells);
  return { node, isAvailable: isAvailable(tree, node), ...(reg && { reg }) };
});

/** The cells of the children of `parent`, which is `/reserved-memory` or below it. */
const reservedCells = nodeFact((tree: DeviceTree, parent: NodeRef): Cells | undefined => {
  let top = parent;
  while (top.parent !== undefined && top.depth > 1) top = top.parent;
  return inheritedCellsBelow(tree, parent, top);
});
