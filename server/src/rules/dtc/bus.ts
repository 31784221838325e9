/**
 * Which bus a node is, as dtc's checks find out (dtc checks.c, the *_bridge checks and graph_nodes). dtc marks
 * nodes as its checks run, a later mark replacing an earlier one, so a check sees the marks made before it.
 */
import type { DeviceTree, DtNode } from '../../tree/dt-node';
import { isSameRecord, nodeFact, treeFact } from '../../tree/fact';
import { nodeIndex } from '../../tree/node-index';
import { baseName, type NodeRef } from '../../tree/node-ref';
import { compatiblesOf, firstString } from '../../tree/value';
import { cellCountsOf } from './cell-counts';
import { isKept, keptChildrenOf } from './kept-nodes';

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
export const graphPartOf = nodeFact(
  (tree: DeviceTree, ref: NodeRef): 'port' | 'ports' | undefined => {
    const { ports, holders } = graphOf(tree);
    if (ports.has(ref)) return 'port';
    const held = holders.get(ref);
    if (held === undefined) return undefined;
    const marks = busMarksOf(tree, ref);
    if (marks.early !== undefined || marks.isI2c || marks.isSpi) return undefined;
    const holdsPorts =
      ref.node.name === 'ports' || held.some((it) => it.node.properties.has('reg'));
    return holdsPorts ? 'ports' : undefined;
  },
);

interface Graph {
  /** Nodes with an endpoint. */
  readonly ports: ReadonlySet<NodeRef>;
  /** The ports in each node that has one. */
  readonly holders: ReadonlyMap<NodeRef, readonly NodeRef[]>;
}

/** Endpoints are few, so graphs are found from them upwards. */
const graphOf = treeFact((tree: DeviceTree): Graph => {
  const ports = new Set<NodeRef>();
  for (const endpoint of endpoints.all(tree, 'endpoint'))
    if (endpoint.parent !== undefined && isKept(tree, endpoint.node)) ports.add(endpoint.parent);
  const holders = new Map<NodeRef, NodeRef[]>();
  for (const port of ports) {
    if (port.parent === undefined) continue;
    const held = holders.get(port.parent);
    if (held === undefined) holders.set(port.parent, [port]);
    else held.push(port);
  }
  return { ports, holders };
});

const endpoints = nodeIndex((node) => (isEndpoint(node) ? endpointKey : none));
const endpointKey = ['endpoint'] as const;
const none: readonly never[] = [];

function isEndpoint({ name, properties }: DtNode): boolean {
  if (properties.has('remote-endpoint')) return true;
  return name.startsWith('endpoint') && baseName(name) === 'endpoint';
}
