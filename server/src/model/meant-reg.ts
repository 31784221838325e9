/**
 * What a module's `reg` was meant to say when its number of cells does not fit: the unit address tells which split
 * into address and size the author had in mind.
 */
import { numberOf } from '../memory/reg';
import { cellsOf } from '../tree/value';
import type { DeviceTree } from '../tree/dt-node';
import { unitAddress, type NodeRef } from '../tree/node-ref';

export interface MeantReg {
  readonly address: bigint;
  readonly size: bigint;
  /** The cells it was written for. */
  readonly addressCells: number;
  readonly sizeCells: number;
}

const splits = [
  { addressCells: 2, sizeCells: 2 },
  { addressCells: 1, sizeCells: 1 },
  { addressCells: 2, sizeCells: 1 },
  { addressCells: 1, sizeCells: 2 },
] as const;

/** The only entry of `reg` under the split for which the address is the unit address; undefined when none fits. */
export function meantReg(tree: DeviceTree, node: NodeRef): MeantReg | undefined {
  const property = node.node.properties.get('reg');
  const words = property && cellsOf(tree, property);
  const stated = addressInName(node.node.name);
  if (words === undefined || stated === undefined) return undefined;
  for (const split of splits) {
    const { addressCells, sizeCells } = split;
    if (words.length !== addressCells + sizeCells) continue;
    const address = numberOf(words, 0, addressCells);
    const size = numberOf(words, addressCells, sizeCells);
    if (address === stated && size !== undefined) return { address, size, ...split };
  }
  return undefined;
}

/** The number in a unit address such as `52000000`, `0x52000000` or `52000000,1`; undefined when it is none. */
export function addressInName(name: string): bigint | undefined {
  const digits = /^(?:0[xX])?([0-9a-fA-F]+)(?:,.*)?$/.exec(unitAddress(name) ?? '')?.[1];
  return digits === undefined || digits.length > 32 ? undefined : BigInt(`0x${digits}`);
}
