/**
 * The nodes that dtc keeps: a node marked `/omit-if-no-ref/` goes, with all below it, unless some value refers to
 * it. References from nodes that go themselves still count (dtc checks.c fixup_omit_unused_nodes).
 */
import type { DeviceTree, DtNode } from '../../tree/dt-node';
import { isSameList, isSameSet, nodeFact, treeFact } from '../../tree/fact';
import { nodeIndex } from '../../tree/node-index';
import { childrenOf, rootOf, walk, type NodeRef } from '../../tree/node-ref';
import { nodeOfCell, type NamingCell } from '../../tree/phandle';
import {
  nodesByLabel,
  nodesReferringTo,
  referredIn,
  resolveReference,
} from '../../tree/references';
import { liveRefOf } from '../../tree/tracking';

interface Kept {
  readonly nodes: readonly NodeRef[];
  /** Absent when every node is kept. */
  readonly set?: ReadonlySet<DtNode>;
}

const keptOf = treeFact((tree: DeviceTree): Kept => {
  const all = [...walk(rootOf(tree))];
  if (!all.some((it) => it.node.isOmittable)) return { nodes: all };
  const set = new Set<DtNode>();
  for (const ref of all) {
    const hasParent = ref.parent === undefined || set.has(ref.parent.node);
    if (hasParent && (!ref.node.isOmittable || isReferenced(tree, ref))) set.add(ref.node);
  }
  return { nodes: all.filter((it) => set.has(it.node)), set };
});

/** All nodes that dtc keeps, parents before children, in emission order. */
export function keptNodesOf(tree: DeviceTree): readonly NodeRef[] {
  return keptOf(tree).nodes;
}

/** The children of a node that dtc keeps. */
export function keptChildrenOf(tree: DeviceTree, ref: NodeRef): readonly NodeRef[] {
  return mayOmit(tree) ? keptChildren(tree, ref) : childrenOf(ref);
}

const keptChildren = nodeFact(
  (tree: DeviceTree, ref: NodeRef) => childrenOf(ref).filter((it) => isKept(tree, it.node)),
  isSameList,
);

/** The node that a cell names, by reference or by phandle, unless dtc drops it with its parent. */
export function keptNodeOfCell(tree: DeviceTree, cell: NamingCell): DtNode | undefined {
  const node = nodeOfCell(tree, cell);
  return node !== undefined && isKept(tree, node) ? node : undefined;
}

/** Whether dtc keeps a node. */
export function isKept(tree: DeviceTree, node: DtNode): boolean {
  const ref = liveRefOf(node);
  if (ref !== undefined) return !mayOmit(tree) || isKeptLive(tree, ref);
  const { set } = keptOf(tree);
  return set === undefined || set.has(node);
}

/** On a live tree each node is asked by itself, so that an edit elsewhere decides nothing anew. */
const isKeptLive = nodeFact((tree: DeviceTree, ref: NodeRef): boolean => {
  if (ref.parent !== undefined && !isKeptLive(tree, ref.parent)) return false;
  return !ref.node.isOmittable || isReferenced(tree, ref);
});

/** Whether any node may be left out. */
function mayOmit(tree: DeviceTree): boolean {
  return omittableNodes.has(tree, 'omittable');
}

const omittableNodes = nodeIndex((node) => (node.isOmittable ? omittable : none));

/** Whether a value refers to the node, by one of its labels or by its path. */
function isReferenced(tree: DeviceTree, ref: NodeRef): boolean {
  const byLabel = ref.node.labels.some(
    ({ name }) => nodesReferringTo.has(tree, name) && nodesByLabel.first(tree, name) === ref,
  );
  return byLabel || pathReferenced(tree).has(ref);
}

/** The nodes that values refer to by path. */
const pathReferenced = treeFact((tree: DeviceTree): ReadonlySet<NodeRef> => {
  const found = new Set<NodeRef>();
  for (const path of nodesWithPaths.keys(tree)) {
    const target = resolveReference(tree, { form: 'path', text: path });
    if (target !== undefined) found.add(target);
  }
  return found;
}, isSameSet);

/** The nodes whose values refer to others by path, by that path. */
const nodesWithPaths = nodeIndex((node) => referredIn(node, 'path'));

const omittable = ['omittable'] as const;
const none: readonly never[] = [];

/** Whether a node has children in dtc's bookkeeping, where deleted ones still count. */
export function hasChildrenForDtc({ node }: NodeRef): boolean {
  return node.children.size > 0 || node.deletions.some((it) => it.kind === 'node' && it.was);
}
