/**
 * Which nodes of a tree Xen could be concerned with: everything below `/chosen`, and elsewhere the nodes whose
 * `compatible` begins with `multiboot,` or `xen,`. Subtrees without one are skipped, and the answer is
 * remembered per composed node, so that an edit elsewhere costs nothing here.
 */
import { memo } from '../base/memo';
import type { DeviceTree, DtNode } from '../tree/dt-node';
import { isSameList, isSameSet, treeFact } from '../tree/fact';
import { nodeIndex } from '../tree/node-index';
import { childrenOf, rootOf, type NodeRef } from '../tree/node-ref';
import { trackerOf } from '../tree/tracking';
import { compatiblesOf } from './node-compatibles';
import { chosenCompatibles } from './xen-names';

/** The nodes that may concern Xen and their ancestors, in tree order, the root left out. */
export const xenNodesOf = treeFact(
  (tree: DeviceTree): readonly NodeRef[] => [...walkXenNodes(tree)],
  isSameList,
);

/** The same one by one, for those who need only the first few. */
export function* walkXenNodes(tree: DeviceTree): Generator<NodeRef> {
  const concerns = trackerOf(tree) === undefined ? concernsXen : onTheWay(tree);
  const pending: NodeRef[] = [];
  pushCandidates(rootOf(tree), concerns, pending);
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    yield next;
    pushCandidates(next, concerns, pending);
  }
}

/** Whether a node is one of them. */
export function isXenNode(tree: DeviceTree, ref: NodeRef): boolean {
  return isBelowChosenPath(ref.path) || xenNodeSet(tree).has(ref);
}

const xenNodeSet = treeFact(
  (tree: DeviceTree): ReadonlySet<NodeRef> => new Set(xenNodesOf(tree)),
  isSameSet,
);

/** The children worth a visit, last first. */
function pushCandidates(
  parent: NodeRef,
  concerns: (node: DtNode) => boolean,
  pending: NodeRef[],
): void {
  const isBelowChosen = parent.depth > 0 && isBelowChosenPath(parent.path);
  const children = childrenOf(parent);
  for (let i = children.length - 1; i >= 0; i--) {
    const it = children[i];
    if (it === undefined) continue;
    if (isBelowChosen || isBelowChosenPath(it.path) || concerns(it.node)) pending.push(it);
  }
}

/** Xen's early walk tests the first seven characters of a module's path, no more. */
export function isBelowChosenPath(path: string): boolean {
  return path.startsWith('/chosen');
}

/** The nodes of a live tree that are named for Xen, and their ancestors. */
function onTheWay(tree: DeviceTree): (node: DtNode) => boolean {
  const marked = new Set<DtNode>();
  for (const owner of namedForXen.all(tree, 'xen'))
    for (let at: NodeRef | undefined = owner; at !== undefined; at = at.parent) marked.add(at.node);
  return (node) => marked.has(node);
}

const namedForXen = nodeIndex((node) => (isNamedForXen(node) ? xen : none));

const xen = ['xen'] as const;
const none: readonly never[] = [];

const concernsXen = memo((node: DtNode): boolean => {
  if (isNamedForXen(node)) return true;
  for (const child of node.children.values()) if (concernsXen(child)) return true;
  return false;
});

function isNamedForXen(node: DtNode): boolean {
  const parts = node.properties.get('compatible')?.parts ?? [];
  return parts.some((it) => it.kind === 'string' && /(^|\0)(multiboot|xen),/i.test(it.bytes));
}

/**
 * Those of them with a compatible string that Xen does not know letter by letter: misspelt, in other letter case,
 * or simply somebody else's. Sound trees have next to none, and rules about misspellings look nowhere else.
 */
export const nodesWithUnknownStrings = treeFact(
  (tree: DeviceTree): readonly NodeRef[] =>
    xenNodesOf(tree).filter((it) => !compatiblesOf(tree, it).every((name) => known.has(name))),
  isSameList,
);

const known = new Set(chosenCompatibles);

/** Those of them that list one of Xen's strings, in any letter case, by that string, in tree order. */
const nodesByString = treeFact((tree: DeviceTree): ReadonlyMap<string, readonly NodeRef[]> => {
  const nodes = new Map<string, NodeRef[]>();
  for (const node of xenNodesOf(tree))
    for (const written of compatiblesOf(tree, node)) {
      const name = inKnownCase(written);
      const found = nodes.get(name);
      if (found === undefined) {
        if (known.has(name)) nodes.set(name, [node]);
      } else if (found[found.length - 1] !== node) found.push(node);
    }
  return nodes;
});

/** The nodes that list one of Xen's strings, in any letter case, in tree order. */
export function nodesListing(tree: DeviceTree, name: string): readonly NodeRef[] {
  return listing.get(name)?.(tree) ?? none;
}

/** For each string a fact of its own, so that who asks for one does not depend on the others. */
const listing = new Map(
  chosenCompatibles.map((name) => [
    name,
    treeFact((tree: DeviceTree) => nodesByString(tree).get(name) ?? none, isSameList),
  ]),
);

function inKnownCase(name: string): string {
  return known.has(name) ? name : name.toLowerCase();
}
