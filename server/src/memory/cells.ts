/**
 * How many 32-bit cells an address and a size take. There are two readings, and they differ: the Devicetree
 * Specification looks at the parent only (2 and 1 when it says nothing), Xen at the nearest ancestor that says
 * something (Xen common/device-tree/bootfdt.c device_tree_for_each_node, device-tree.c __dt_n_addr_cells).
 */
import { memoInside2 } from '../base/memo';
import type { DeviceTree } from '../tree/dt-node';
import type { NodeRef } from '../tree/node-ref';
import { byteLengthOf, firstCell } from '../tree/value';

export interface Cells {
  /** Cells of an address. */
  readonly address: number;
  /** Cells of a size. */
  readonly size: number;
  /** Which node says so; absent when nobody does and the default counts. */
  readonly addressFrom?: NodeRef;
  readonly sizeFrom?: NodeRef;
}

const defaultAddressCells = 2;
const defaultSizeCells = 1;

/** The cells of the children of `parent` by the specification and dtc; undefined when they cannot be told. */
export function strictCells(tree: DeviceTree, parent: NodeRef): Cells | undefined {
  return cellsFrom(tree, parent, parent);
}

/** The cells of the children of `parent` as Xen reads them; undefined when they cannot be told. */
export const inheritedCells = memoInside2((tree: DeviceTree, parent: NodeRef): Cells | undefined =>
  cellsFrom(tree, parent, undefined),
);

/** As `inheritedCells`, but the search ends at `top`: Xen's walk of `/reserved-memory` starts afresh there. */
export function inheritedCellsBelow(
  tree: DeviceTree,
  parent: NodeRef,
  top: NodeRef,
): Cells | undefined {
  return cellsFrom(tree, parent, top);
}

function cellsFrom(tree: DeviceTree, parent: NodeRef, top: NodeRef | undefined): Cells | undefined {
  const address = nearest(tree, parent, top, '#address-cells');
  const size = nearest(tree, parent, top, '#size-cells');
  if (address?.value === undefined || size?.value === undefined) return undefined;
  return {
    address: address.value,
    size: size.value,
    ...(address.from && { addressFrom: address.from }),
    ...(size.from && { sizeFrom: size.from }),
  };
}

/** A fragment or an overlay: whoever includes it, or what it is applied to, may give the counts. */
function isOpen({ isPlugin, hasVersion }: DeviceTree): boolean {
  return isPlugin || !hasVersion;
}

/** A property of less than four bytes does not count, as in Xen's device_tree_get_u32. */
function nearest(
  tree: DeviceTree,
  parent: NodeRef,
  top: NodeRef | undefined,
  name: '#address-cells' | '#size-cells',
) {
  for (let at: NodeRef | undefined = parent; at !== undefined; at = at.parent) {
    const property = at.node.properties.get(name);
    if (property !== undefined) {
      const length = byteLengthOf(tree, property);
      if (length === undefined) return undefined;
      if (length >= 4) return { value: firstCell(tree, property), from: at };
    }
    if (at === top) break;
  }
  if (isOpen(tree)) return undefined;
  return { value: name === '#address-cells' ? defaultAddressCells : defaultSizeCells };
}

/** `4 cells (2 address + 2 size)` */
export function describeCells(cells: Cells): string {
  const sum = cells.address + cells.size;
  return `${sum} ${sum === 1 ? 'cell' : 'cells'} (${cells.address} address + ${cells.size} size)`;
}
