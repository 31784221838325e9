/** The properties of Xen's nodes that are one 32-bit number, as they stand in a tree. */
import { xenNodesOf } from '../../model/xen-nodes';
import { domainProperties, vcpuProperties, type XenProperty } from '../../model/xen-properties';
import { domainCompatible, listsInAnyCase, vcpuCompatible } from '../../model/xen-names';
import { readU32, type Reading } from '../../model/xen-property';
import type { DeviceTree } from '../../tree/dt-node';
import type { NodeRef } from '../../tree/node-ref';
import { compatiblesOf } from '../../model/node-compatibles';

export interface U32Property {
  readonly node: NodeRef;
  readonly name: string;
  readonly reading: Reading<number>;
}

/** All of them, in tree order. */
export function u32PropertiesOf(tree: DeviceTree): readonly U32Property[] {
  return xenNodesOf(tree).flatMap((node) =>
    namesFor(compatiblesOf(tree, node))
      .filter((name) => node.node.properties.has(name))
      .map((name) => ({ node, name, reading: readU32(tree, node, name) })),
  );
}

function namesFor(compatibles: readonly string[]): readonly string[] {
  if (listsInAnyCase(compatibles, domainCompatible)) return domainNumbers;
  return listsInAnyCase(compatibles, vcpuCompatible) ? vcpuNumbers : [];
}

const domainNumbers = numbersOf(domainProperties);
const vcpuNumbers = numbersOf(vcpuProperties);

function numbersOf(properties: readonly XenProperty[]): readonly string[] {
  return properties.filter((it) => it.type === 'u32').map((it) => it.name);
}
