/** What a node of a live tree inherits for the schemas (`bindings/decode/inherited-facts.ts`), followed node by node. */
import type { BindingNode } from '../../bindings/binding-node';
import {
  cellAt,
  collectUnresolved,
  factsBelow,
  rootFactsWith,
  type InheritedFacts,
  type Providers,
} from '../../bindings/decode/inherited-facts';
import type { DeviceTree } from '../../tree/dt-node';
import { isSameRecord, nodeFact, treeFact } from '../../tree/fact';
import { nodeIndex } from '../../tree/node-index';
import type { NodeRef } from '../../tree/node-ref';
import { isKept, keptChildrenOf } from '../dtc/kept-nodes';
import { finalBytes, finalNode, refOfPhandle, standInFor } from './final-node';

/** The facts for a node. */
export function factsFor(tree: DeviceTree, ref: NodeRef): InheritedFacts {
  const { parent } = ref;
  return parent === undefined
    ? rootFactsWith(providersOf(tree))
    : { ...factsOfChildren(tree, parent), path: ref.path };
}

/** All children of a node inherit the same; the path is filled in for each. */
const factsOfChildren = nodeFact((tree: DeviceTree, ref: NodeRef): InheritedFacts => {
  const properties = new Map<string, Uint8Array>();
  for (const name of handedDown) {
    const bytes = bytesAt(tree, ref, name);
    if (bytes !== undefined) properties.set(name, bytes);
  }
  const node: BindingNode = { name: ref.node.name, properties, children: [] };
  return { ...factsBelow(node, factsFor(tree, ref), ''), path: '' };
}, isSameRecord);

/** The properties of a node that its descendants feel. */
const handedDown = [
  '#address-cells',
  '#size-cells',
  '#interrupt-cells',
  'interrupt-parent',
  'gpio-hog',
  'status',
];

function bytesAt(tree: DeviceTree, ref: NodeRef, name: string): Uint8Array | undefined {
  const property = ref.node.properties.get(name);
  return property && finalBytes(tree, property, (target) => standInFor(tree, target));
}

/** What phandles lead to; the object stays the same, its answers are followed. */
const providersOf = treeFact((tree: DeviceTree): Providers => ({
  cellsOf(phandle, name) {
    const ref = refOfPhandle(tree, phandle);
    if (ref === undefined || ref.path.includes('/__') || !isKept(tree, ref.node)) return undefined;
    const bytes = bytesAt(tree, ref, name);
    if (bytes === undefined) return 0;
    return cellAt({ name: '', properties: new Map([[name, bytes]]), children: [] }, name) ?? 0;
  },
  unresolved: () => unresolvedIn(tree),
  signature: '',
}));

/** What `__fixups__` and `__local_fixups__` leave open; sources that nobody decompiled have neither. */
const unresolvedIn = treeFact((tree: DeviceTree): ReadonlySet<string> => {
  const unresolved = new Set<string>();
  for (const ref of fixupNodes.all(tree, 'fixups')) {
    if (ref.parent?.path.includes('/__') === true || !isKept(tree, ref.node)) continue;
    collectUnresolved(wholeNode(tree, ref), unresolved);
  }
  return unresolved;
});

function wholeNode(tree: DeviceTree, ref: NodeRef): BindingNode {
  const node = finalNode(tree, ref, (target) => standInFor(tree, target));
  return { ...node, children: keptChildrenOf(tree, ref).map((it) => wholeNode(tree, it)) };
}

const fixupNodes = nodeIndex(({ name }) =>
  name === '__fixups__' || name === '__local_fixups__' ? fixups : none,
);

const fixups = ['fixups'] as const;
const none: readonly never[] = [];
