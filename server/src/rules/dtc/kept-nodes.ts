/**
 * The nodes that dtc keeps: a node marked `/omit-if-no-ref/` goes, with all below it, unless some value refers to
 * it. References from nodes that go themselves still count (dtc checks.c fixup_omit_unused_nodes).
 */
import { memo } from '../../base/memo';
import type { DeviceTree, DtNode } from '../../tree/dt-node';
import { nodesByPhandle } from '../../tree/phandle';
import { childrenOf, resolveReference, rootOf, walk, type NodeRef } from '../../tree/node-ref';

interface Kept {
  readonly nodes: readonly NodeRef[];
  /** Absent when every node is kept. */
  readonly set?: ReadonlySet<DtNode>;
}

const keptOf = memo((tree: DeviceTree): Kept => {
  const all = [...walk(rootOf(tree))];
  if (!all.some((it) => it.node.isOmittable)) return { nodes: all };
  const referenced = referencedNodes(tree, all);
  const set = new Set<DtNode>();
  for (const { node, parent } of all) {
    const hasParent = parent === undefined || set.has(parent.node);
    if (hasParent && (!node.isOmittable || referenced.has(node))) set.add(node);
  }
  return { nodes: all.filter((it) => set.has(it.node)), set };
});

/** All nodes that dtc keeps, parents before children, in emission order. */
export function keptNodesOf(tree: DeviceTree): readonly NodeRef[] {
  return keptOf(tree).nodes;
}

/** The children of a node that dtc keeps. */
export function keptChildrenOf(tree: DeviceTree, ref: NodeRef): readonly NodeRef[] {
  const children = childrenOf(ref);
  const { set } = keptOf(tree);
  return set === undefined ? children : children.filter((it) => set.has(it.node));
}

/** The node that has a phandle, unless dtc drops it with its parent. */
export function keptNodeByPhandle(tree: DeviceTree, phandle: number): DtNode | undefined {
  const node = nodesByPhandle(tree).get(phandle);
  return node !== undefined && isKept(tree, node) ? node : undefined;
}

/** Whether dtc keeps a node. */
export function isKept(tree: DeviceTree, node: DtNode): boolean {
  const { set } = keptOf(tree);
  return set === undefined || set.has(node);
}

/** Whether a node has children in dtc's bookkeeping, where deleted ones still count. */
export function hasChildrenForDtc({ node }: NodeRef): boolean {
  return node.children.size > 0 || node.deletions.some((it) => it.kind === 'node' && it.was);
}

function referencedNodes(tree: DeviceTree, all: readonly NodeRef[]): ReadonlySet<DtNode> {
  const referenced = new Set<DtNode>();
  for (const { node } of all) {
    for (const property of node.properties.values()) {
      for (const part of property.parts) {
        const references =
          part.kind === 'cells'
            ? part.references.map((it) => it.reference)
            : part.kind === 'path'
              ? [part.reference]
              : [];
        for (const reference of references) {
          const target = resolveReference(tree, reference)?.node;
          if (target !== undefined) referenced.add(target);
        }
      }
    }
  }
  return referenced;
}
