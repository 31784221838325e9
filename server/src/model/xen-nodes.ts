/**
 * Which nodes of a tree Xen could be concerned with: everything below `/chosen`, and elsewhere the nodes whose
 * `compatible` begins with `multiboot,` or `xen,`. Subtrees without one are skipped, and the answer is
 * remembered per composed node, so that an edit elsewhere costs nothing here.
 */
import { memo, memoInside } from '../base/memo';
import type { DeviceTree, DtNode } from '../tree/dt-node';
import { childrenOf, rootOf, type NodeRef } from '../tree/node-ref';
import { compatiblesOf } from './node-compatibles';
import { chosenCompatibles } from './xen-names';

/** The nodes that may concern Xen and their ancestors, in tree order, the root left out. */
export const xenNodesOf = memoInside((tree: DeviceTree): readonly NodeRef[] => {
  const found: NodeRef[] = [];
  const pending = candidates(rootOf(tree));
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    found.push(next);
    for (const it of candidates(next)) pending.push(it);
  }
  return found;
});

/** The children worth a visit, last first. */
function candidates(parent: NodeRef): NodeRef[] {
  const isBelowChosen = parent.depth > 0 && isBelowChosenPath(parent.path);
  return childrenOf(parent)
    .filter((it) => isBelowChosen || isBelowChosenPath(it.path) || concernsXen(it.node))
    .reverse();
}

/** Xen's early walk tests the first seven characters of a module's path, no more. */
export function isBelowChosenPath(path: string): boolean {
  return path.startsWith('/chosen');
}

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
export const nodesWithUnknownStrings = memoInside((tree: DeviceTree): readonly NodeRef[] =>
  xenNodesOf(tree).filter((it) => !compatiblesOf(tree, it).every((name) => known.has(name))),
);

const known = new Set(chosenCompatibles);

/** Those of them that list one of Xen's strings, in any letter case, by that string, in tree order. */
const nodesByString = memoInside((tree: DeviceTree): ReadonlyMap<string, readonly NodeRef[]> => {
  const nodes = new Map<string, NodeRef[]>();
  for (const node of xenNodesOf(tree))
    for (const name of new Set(compatiblesOf(tree, node).map(inKnownCase))) {
      const found = nodes.get(name);
      if (found !== undefined) found.push(node);
      else if (known.has(name)) nodes.set(name, [node]);
    }
  return nodes;
});

/** The nodes that list one of Xen's strings, in any letter case, in tree order. */
export function nodesListing(tree: DeviceTree, name: string): readonly NodeRef[] {
  return nodesByString(tree).get(name) ?? [];
}

function inKnownCase(name: string): string {
  return known.has(name) ? name : name.toLowerCase();
}
