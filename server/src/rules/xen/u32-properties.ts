/** The properties of Xen's nodes that are one 32-bit number, as they stand in a tree. */
import { compatiblesOf } from '../../model/node-compatibles';
import { domainCompatible, listsInAnyCase, vcpuCompatible } from '../../model/xen-names';
import { xenNodesOf } from '../../model/xen-nodes';
import { domainProperties, vcpuProperties, type XenProperty } from '../../model/xen-properties';
import { readU32, type Reading } from '../../model/xen-property';
import type { DeviceTree } from '../../tree/dt-node';
import { treeFact } from '../../tree/fact';
import type { NodeRef } from '../../tree/node-ref';

export interface U32Property {
  readonly node: NodeRef;
  readonly name: string;
  readonly reading: Reading<number>;
}

/** All of them, in tree order. */
export const u32PropertiesOf = treeFact((tree: DeviceTree): readonly U32Property[] =>
  xenNodesOf(tree).flatMap((node) => {
    const names = namesFor(compatiblesOf(tree, node));
    if (names === undefined) return [];
    return [...node.node.properties.keys()]
      .filter((name) => names.has(name))
      .map((name) => ({ node, name, reading: readU32(tree, node, name) }));
  }),
);

function namesFor(compatibles: readonly string[]): ReadonlySet<string> | undefined {
  if (listsInAnyCase(compatibles, domainCompatible)) return domainNumbers;
  return listsInAnyCase(compatibles, vcpuCompatible) ? vcpuNumbers : undefined;
}

const domainNumbers = numbersOf(domainProperties);
const vcpuNumbers = numbersOf(vcpuProperties);

function numbersOf(properties: readonly XenProperty[]): ReadonlySet<string> {
  return new Set(properties.filter((it) => it.type === 'u32').map((it) => it.name));
}
