/**
 * From an address on a bus to one of the board, through the `ranges` of every bus on the way up (Devicetree
 * Specification 2.3.8): an empty `ranges` leaves addresses as they are, a bus without one has no way up.
 */
import type { DeviceTree } from '../tree/dt-node';
import type { NodeRef } from '../tree/node-ref';
import { cellsOf } from '../tree/value';
import { strictCells } from './cells';
import { numberOf, readReg } from './reg';

export interface BoardRange {
  readonly start: bigint;
  /** Bytes. */
  readonly size: bigint;
}

/** The ranges of a node's `reg` as board addresses; one is undefined when it cannot be told or has no way up. */
export function boardRanges(tree: DeviceTree, node: NodeRef): readonly (BoardRange | undefined)[] {
  const property = node.node.properties.get('reg');
  const cells = node.parent && strictCells(tree, node.parent);
  const reg = property && cells && readReg(tree, property, cells);
  return (reg?.entries ?? []).map((entry) => {
    const start = entry && boardAddress(tree, node, entry.start);
    return start === undefined || entry === undefined ? undefined : { start, size: entry.size };
  });
}

/** The board address of an address that a node's `reg` gives; undefined when it cannot be told. */
export function boardAddress(tree: DeviceTree, node: NodeRef, address: bigint): bigint | undefined {
  let at: bigint | undefined = address;
  for (let bus = node.parent; bus?.parent !== undefined; bus = bus.parent)
    at = at === undefined ? undefined : upThrough(tree, bus, bus.parent, at);
  return at;
}

function upThrough(
  tree: DeviceTree,
  bus: NodeRef,
  above: NodeRef,
  address: bigint,
): bigint | undefined {
  const property = bus.node.properties.get('ranges');
  const words = property && cellsOf(tree, property);
  if (words === undefined) return undefined;
  if (words.length === 0) return address;
  const child = strictCells(tree, bus);
  const parent = strictCells(tree, above);
  if (child === undefined || parent === undefined) return undefined;
  const width = child.address + parent.address + child.size;
  for (let i = 0; width > 0 && i + width <= words.length; i += width) {
    const from = numberOf(words, i, child.address);
    const to = numberOf(words, i + child.address, parent.address);
    const size = numberOf(words, i + child.address + parent.address, child.size);
    if (from === undefined || to === undefined || size === undefined) return undefined;
    if (address >= from && address < from + size) return address - from + to;
  }
  return undefined;
}
