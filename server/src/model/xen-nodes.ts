/**
 * Which nodes of a tree Xen could be concerned with: everything below `/chosen`, and elsewhere the nodes whose
 * `compatible` begins with `multiboot,` or `xen,`. Subtrees without one are skipped, and the answer is
 * remembered per composed node, so that an edit elsewhere costs nothing here.
 */
import { memo } from '../base/memo';
import type { DeviceTree, DtNode } from '../tree/dt-node';
import { childrenOf, rootOf, type NodeRef } from '../tree/node-ref';

/** The nodes that may concern Xen and their ancestors, in tree order, the root left out. */
export const xenNodesOf = memo((tree: DeviceTree): readonly NodeRef[] => {
  const found: NodeRef[] = [];
  const pending = candidates(rootOf(tree));
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    found.push(next);
    pending.push(...candidates(next));
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
