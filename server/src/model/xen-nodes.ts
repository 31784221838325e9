/**
 * Which nodes of a tree Xen could be concerned with: everything below `/chosen`, and elsewhere the nodes whose
 * `compatible` begins with `multiboot,` or `xen,`. Subtrees without one are skipped, and the answer is
 * remembered per composed node, so that an edit elsewhere costs nothing here.
 */
import { memo } from '../base/memo';
import type { DeviceTree, DtNode } from '../tree/dt-node';
import { isSameList, isSameSet, nodeFact, treeFact } from '../tree/fact';
import { nodeIndex } from '../tree/node-index';
import { childrenOf, rootOf, type NodeRef } from '../tree/node-ref';
import { trackerOf } from '../tree/tracking';
import { areListsSame, type Same } from './keep';
import { compatiblesOf } from './node-compatibles';
import { chosenCompatibles } from './xen-names';

/** What all nodes that may concern Xen have of one kind, in tree order, put together subtree by subtree. */
export interface Gathered<R> {
  all(tree: DeviceTree): readonly R[];
  /** What a child of the root and the nodes below it have. */
  from(tree: DeviceTree, top: NodeRef): readonly R[];
}

/** When a node changes, the subtrees beside it are not looked at again: their lists are taken as they are. */
export function gathered<R>(
  of: (tree: DeviceTree, node: NodeRef) => readonly R[],
  isSame: Same<R> = Object.is,
): Gathered<R> {
  const areSame = (a: readonly R[], b: readonly R[]) => areListsSame(a, b, isSame);
  const within = nodeFact((tree: DeviceTree, top: NodeRef): readonly R[] => {
    const below = candidatesBelow(tree, top);
    const lists = [of(tree, top)];
    if (top.depth < domainDepth) for (const it of below) lists.push(within(tree, it));
    else for (const it of walkFrom(tree, below)) lists.push(of(tree, it));
    return joined(lists);
  }, areSame);
  const from = (tree: DeviceTree, top: NodeRef) =>
    isCandidate(tree, top, false) ? within(tree, top) : none;
  const all = treeFact(
    (tree: DeviceTree) => joined(childrenOf(rootOf(tree)).map((it) => from(tree, it))),
    areSame,
  );
  return { all, from };
}

function joined<R>(lists: readonly (readonly R[])[]): readonly R[] {
  const all: R[] = [];
  for (const list of lists) for (const it of list) all.push(it);
  return all.length > 0 ? all : none;
}

/** Domains stand below `/chosen`: each keeps a list of its own, however deep it goes. */
const domainDepth = 2;

/** The nodes that may concern Xen and their ancestors, in tree order, the root left out. */
export const xenNodesOf = gathered((_tree, node) => [node]).all;

/** The same one by one, for those who need only the first few. */
export function walkXenNodes(tree: DeviceTree): Generator<NodeRef> {
  return walkFrom(tree, candidatesBelow(tree, rootOf(tree)));
}

/** Nodes and what is below them. */
function* walkFrom(tree: DeviceTree, tops: readonly NodeRef[]): Generator<NodeRef> {
  const pending = [...tops].reverse();
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    yield next;
    for (const it of candidatesBelow(tree, next).reverse()) pending.push(it);
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

/** The children worth a visit. */
function candidatesBelow(tree: DeviceTree, parent: NodeRef): NodeRef[] {
  const isBelowChosen = parent.depth > 0 && isBelowChosenPath(parent.path);
  return childrenOf(parent).filter((it) => isCandidate(tree, it, isBelowChosen));
}

function isCandidate(tree: DeviceTree, it: NodeRef, isBelowChosen: boolean): boolean {
  if (isBelowChosen || isBelowChosenPath(it.path)) return true;
  return trackerOf(tree) === undefined ? concernsXen(it.node) : waysToXen(tree).has(it);
}

/** Xen's early walk tests the first seven characters of a module's path, no more. */
export function isBelowChosenPath(path: string): boolean {
  return path.startsWith('/chosen');
}

/** The nodes of a live tree that are named for Xen, and their ancestors; none of those below `/chosen`. */
const waysToXen = treeFact((tree: DeviceTree): ReadonlySet<NodeRef> => {
  const marked = new Set<NodeRef>();
  for (const owner of namedForXen.unordered(tree, 'xen')) {
    if (isBelowChosenPath(owner.path)) continue;
    for (let at: NodeRef | undefined = owner; at !== undefined; at = at.parent) marked.add(at);
  }
  return marked;
}, isSameSet);

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
export const nodesWithUnknownStrings = gathered((tree, it) =>
  compatiblesOf(tree, it).every((name) => known.has(name)) ? none : [it],
).all;

const known = new Set(chosenCompatibles);

interface Listed {
  readonly name: string;
  readonly node: NodeRef;
}

/** Each of Xen's strings that one of them lists, in any letter case, once for the node. */
const listedStrings = gathered(
  (tree, node): readonly Listed[] => {
    const names = new Set(compatiblesOf(tree, node).map(inKnownCase));
    return [...names].filter((it) => known.has(it)).map((name) => ({ name, node }));
  },
  (a, b) => a.node === b.node && a.name === b.name,
);

/** The nodes by the strings that they list, in tree order. */
const nodesByString = treeFact((tree: DeviceTree): ReadonlyMap<string, readonly NodeRef[]> => {
  const nodes = new Map<string, NodeRef[]>();
  for (const { name, node } of listedStrings.all(tree)) {
    const found = nodes.get(name);
    if (found === undefined) nodes.set(name, [node]);
    else found.push(node);
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
