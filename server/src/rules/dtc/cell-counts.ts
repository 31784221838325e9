/**
 * `#address-cells` and `#size-cells` as dtc's checks read them: of the node itself, never inherited, with the
 * defaults 2 and 1 where a node has none (dtc checks.c fixup_addr_size_cells). A property that is not one cell
 * gives no count at all: its own check reports it, and nothing that depends on it speaks.
 */
import { byteLengthOf } from '../../tree/value';
import { isSameRecord, nodeFact } from '../../tree/fact';
import type { NodeRef } from '../../tree/node-ref';
import type { DeviceTree } from '../../tree/dt-node';
import { numbersOf } from './cell-values';

export interface CellCounts {
  /** Cells of an address; the default when `hasAddress` is false. */
  readonly address: number;
  readonly size: number;
  readonly hasAddress: boolean;
  readonly hasSize: boolean;
}

/** The counts that hold for the children of a node; undefined when one of the properties is malformed. */
export const cellCountsOf = nodeFact((tree: DeviceTree, ref: NodeRef): CellCounts | undefined => {
  const address = countOf(tree, ref, '#address-cells');
  const size = countOf(tree, ref, '#size-cells');
  if (address === 'malformed' || size === 'malformed') return undefined;
  return {
    address: address ?? 2,
    size: size ?? 1,
    hasAddress: address !== undefined,
    hasSize: size !== undefined,
  };
}, isSameRecord);

/** The counts that hold for the children of a node, when the source states all of them that are needed. */
export function statedCellCounts(
  tree: DeviceTree,
  ref: NodeRef,
  isFragment: boolean,
): CellCounts | undefined {
  const counts = cellCountsOf(tree, ref);
  const isStated = counts !== undefined && counts.hasAddress && counts.hasSize;
  return isFragment && !isStated ? undefined : counts;
}

function countOf(tree: DeviceTree, ref: NodeRef, name: string): number | undefined | 'malformed' {
  const property = ref.node.properties.get(name);
  if (property === undefined) return undefined;
  if (byteLengthOf(tree, property) !== 4) return 'malformed';
  const value = numbersOf(tree, property)?.[0];
  return value === undefined ? 'malformed' : value === 0xffffffff ? undefined : value;
}
