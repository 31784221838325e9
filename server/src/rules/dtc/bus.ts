/**
 * Which bus a node is, as dtc's checks find out (dtc checks.c, the *_bridge checks and graph_nodes). dtc marks
 * nodes as its checks run, a later mark replacing an earlier one, so a check sees the marks made before it.
 */
import type { DeviceTree } from '../../tree/dt-node';
import { isSameRecord, nodeFact } from '../../tree/fact';
import { baseName, type NodeRef } from '../../tree/node-ref';
import { compatiblesOf, firstString } from '../../tree/value';
import { cellCountsOf } from './cell-counts';
import { keptChildrenOf } from './kept-nodes';

export interface BusMarks {
  /** As the PCI, simple-bus and unit address checks see it. */
  readonly early: 'pci' | 'simple-bus' | undefined;
  readonly isI2c: boolean;
  readonly isSpi: boolean;
  /** An SPI bus that only its children's properties tell. */
  readonly isUnnamedSpi: boolean;
}

/** The bus that a node is. */
export const busMarksOf = nodeFact((tree: DeviceTree, ref: NodeRef): BusMarks => {
  const name = baseName(ref.node.name);
  const isNamedSpi = name === 'spi';
  const isUnnamedSpi = !isNamedSpi && hasSpiChildren(tree, ref);
  return {
    early: earlyBus(tree, ref),
    isI2c: name === 'i2c' || name === 'i2c-bus' || name === 'i2c-arb',
    isSpi: isNamedSpi || isUnnamedSpi,
    isUnnamedSpi,
  };
}, isSameRecord);

function earlyBus(tree: DeviceTree, ref: NodeRef): BusMarks['early'] {
  const { properties } = ref.node;
  if (properties.has('compatible') && compatiblesOf(tree, ref).includes('simple-bus'))
    return 'simple-bus';
  const type = properties.get('device_type');
  return type !== undefined && firstString(tree, type) === 'pci' ? 'pci' : undefined;
}

function hasSpiChildren(tree: DeviceTree, ref: NodeRef): boolean {
  if (!ref.node.properties.has('#address-cells') || ref.node.children.size === 0) return false;
  const cells = cellCountsOf(tree, ref);
  if (cells?.address !== 1 || cells.size !== 0) return false;
  return keptChildrenOf(tree, ref).some(({ node }) => {
    for (const name of node.properties.keys()) if (name.startsWith('spi-')) return true;
    return false;
  });
}

/** The part that a node plays in an OF graph: `port` holds endpoints, `ports` holds ports. */
export function graphPartOf(tree: DeviceTree, ref: NodeRef): 'port' | 'ports' | undefined {
  return ref.node.children.size === 0 ? undefined : graphPartWithChildren(tree, ref);
}

const graphPartWithChildren = nodeFact(
  (tree: DeviceTree, ref: NodeRef): 'port' | 'ports' | undefined => {
    const children = keptChildrenOf(tree, ref);
    if (children.some(isEndpoint)) return 'port';
    const marks = busMarksOf(tree, ref);
    if (marks.early !== undefined || marks.isI2c || marks.isSpi) return undefined;
    const holdsPorts = children.some(
      (it) =>
        (ref.node.name === 'ports' || it.node.properties.has('reg')) &&
        keptChildrenOf(tree, it).some(isEndpoint),
    );
    return holdsPorts ? 'ports' : undefined;
  },
);

function isEndpoint({ node }: NodeRef): boolean {
  if (node.properties.has('remote-endpoint')) return true;
  return node.name.startsWith('endpoint') && baseName(node.name) === 'endpoint';
}
