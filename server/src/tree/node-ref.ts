/** A node with its way up, and the ways to move about in a tree. References are made once per tree. */
import { memoInside } from '../base/memo';
import type { DeviceTree, DtNode, DtProperty, NodeRef } from './dt-node';
import { liveRefOf, trackerOf } from './tracking';

export type { NodeRef };

/** Children are remembered in the reference itself: a weak map of every node would cost the collector more than the tree. */
interface RememberingRef extends NodeRef {
  children: readonly NodeRef[] | undefined;
  /** Those that were asked for by name; all of them once `children` are known and many. */
  byName: Map<string, NodeRef> | undefined;
}

/** From so many children on a list is searched through a map. */
const fewChildren = 12;

/** The tree's root, the same object each time. */
export function rootOf(tree: DeviceTree): NodeRef {
  return trackerOf(tree)?.root ?? plainRootOf(tree);
}

const plainRootOf = memoInside((tree: DeviceTree): NodeRef =>
  remembering({ node: tree.root, path: '/', depth: 0 }),
);

/** The children of a node in emission order, the same objects each time. */
export function childrenOf(parent: NodeRef): readonly NodeRef[] {
  const known = remembered(parent);
  return (known.children ??= makeChildren(known));
}

function remembered(ref: NodeRef): RememberingRef {
  return 'children' in ref ? (ref as RememberingRef) : remembering(ref);
}

function remembering(ref: NodeRef): RememberingRef {
  return { ...ref, children: undefined, byName: undefined };
}

function makeChildren(parent: RememberingRef): readonly NodeRef[] {
  const children: NodeRef[] = [];
  for (const node of parent.node.children.values())
    children.push(parent.byName?.get(node.name) ?? makeChild(parent, node));
  parent.byName = undefined;
  return children;
}

function makeChild(parent: NodeRef, node: DtNode): RememberingRef {
  const path = parent.path === '/' ? `/${node.name}` : `${parent.path}/${node.name}`;
  const depth = parent.depth + 1;
  return { node, parent, path, depth, children: undefined, byName: undefined };
}

/** The child of that full name, or undefined; its siblings are not looked at. */
export function childOf(parent: NodeRef, name: string): NodeRef | undefined {
  const node = parent.node.children.get(name);
  if (node === undefined) return undefined;
  const live = liveRefOf(node);
  if (live !== undefined) return live;
  const known = remembered(parent);
  if (known.children !== undefined && known.children.length < fewChildren)
    return known.children.find((it) => it.node === node);
  known.byName ??= new Map(known.children?.map((it) => [it.node.name, it]));
  const child = known.byName.get(name) ?? makeChild(known, node);
  known.byName.set(name, child);
  return child;
}

/** A node by its absolute path, full names with unit addresses; repeated slashes are tolerated as by dtc. */
export function nodeAt(tree: DeviceTree, path: string): NodeRef | undefined {
  let at: NodeRef | undefined = rootOf(tree);
  for (const name of path.split('/')) {
    if (name === '' || at === undefined) continue;
    at = childOf(at, name);
  }
  return at;
}

/** The node and all below it, depth first, parents before children. */
export function* walk(from: NodeRef): Generator<NodeRef> {
  const pending: NodeRef[] = [from];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    yield next;
    const children = childrenOf(next);
    for (let i = children.length - 1; i >= 0; i--) {
      const child = children[i];
      if (child !== undefined) pending.push(child);
    }
  }
}

/** The first node in the order of `walk` for which something holds; references are made on the way to it only. */
export function findNode(tree: DeviceTree, holds: (node: DtNode) => boolean): NodeRef | undefined {
  const names: string[] = [];
  const open: Iterator<DtNode>[] = [];
  for (let node: DtNode | undefined = tree.root; node !== undefined;) {
    if (holds(node)) return names.reduce(childNamed, rootOf(tree));
    open.push(node.children.values());
    node = undefined;
    while (node === undefined && open.length > 0) {
      names.length = open.length - 1;
      const next = open[open.length - 1]?.next();
      if (next?.done === false) node = next.value;
      else open.pop();
    }
    if (node !== undefined) names.push(node.name);
  }
  return undefined;
}

function childNamed(parent: NodeRef, name: string): NodeRef {
  return childOf(parent, name) ?? parent;
}

/** The property of that exact name, or undefined. */
export function propertyOf(ref: NodeRef, name: string): DtProperty | undefined {
  return ref.node.properties.get(name);
}

/** The name before the `@`. */
export function baseName(name: string): string {
  const at = name.indexOf('@');
  return at < 0 ? name : name.slice(0, at);
}

/** The unit address after the `@`, or undefined when there is no `@`. */
export function unitAddress(name: string): string | undefined {
  const at = name.indexOf('@');
  return at < 0 ? undefined : name.slice(at + 1);
}
