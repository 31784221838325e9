/** The properties of one of Xen's nodes that are one 32-bit number. */
import { compatiblesOf } from '../../model/node-compatibles';
import { domainCompatible, listsInAnyCase, vcpuCompatible } from '../../model/xen-names';
import { domainProperties, vcpuProperties, type XenProperty } from '../../model/xen-properties';
import { readU32, type Reading } from '../../model/xen-property';
import type { DeviceTree } from '../../tree/dt-node';
import type { NodeRef } from '../../tree/node-ref';

export interface U32Property {
  readonly name: string;
  readonly reading: Reading<number>;
}

/** All of them in their order; none for a node that is no domain and no vCPU. */
export function u32PropertiesOf(tree: DeviceTree, node: NodeRef): readonly U32Property[] {
  const names = namesFor(compatiblesOf(tree, node));
  if (names === undefined) return none;
  const found: U32Property[] = [];
  for (const name of node.node.properties.keys())
    if (names.has(name)) found.push({ name, reading: readU32(tree, node, name) });
  return found;
}

const none: readonly U32Property[] = [];

function namesFor(compatibles: readonly string[]): ReadonlySet<string> | undefined {
  if (listsInAnyCase(compatibles, domainCompatible)) return domainNumbers;
  return listsInAnyCase(compatibles, vcpuCompatible) ? vcpuNumbers : undefined;
}

const domainNumbers = numbersOf(domainProperties);
const vcpuNumbers = numbersOf(vcpuProperties);

function numbersOf(properties: readonly XenProperty[]): ReadonlySet<string> {
  return new Set(properties.filter((it) => it.type === 'u32').map((it) => it.name));
}
