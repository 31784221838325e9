/**
 * `#…-cells` of a provider, as all who refer to it read it. A fact of its own, so that an edit beside the property does
 * not check every one of them again.
 */
import type { DeviceTree, DtNode } from '../../tree/dt-node';
import { nodeFactFor } from '../../tree/fact';
import { liveRefOf } from '../../tree/tracking';
import { numbersOf } from './cell-values';

/** How many cells follow the provider's phandle; `malformed` when the property is not one cell of a known number. */
export function providerCells(
  tree: DeviceTree,
  provider: DtNode,
  name: string,
): number | 'absent' | 'malformed' {
  const ref = liveRefOf(provider);
  return ref === undefined ? cellsIn(tree, provider, name) : liveCells(tree, ref, name);
}

const liveCells = nodeFactFor((tree, { node }, name) => cellsIn(tree, node, name));

function cellsIn(
  tree: DeviceTree,
  { properties }: DtNode,
  name: string,
): number | 'absent' | 'malformed' {
  const property = properties.get(name);
  if (property === undefined) return 'absent';
  const numbers = numbersOf(tree, property);
  const [count] = numbers ?? [];
  return numbers?.length === 1 && count !== undefined ? count : 'malformed';
}
