/**
 * A tree as an incremental `compose` gives it: nodes and properties that an edit did not touch are the objects of the
 * tree before. The trees of a test are composed from scratch, so what is equal is found by comparison.
 */
import type { DeviceTree, DtNode, DtProperty } from '../../server/src/tree/dt-node';

/** The tree `next` with as much of `before` in it as is equal. */
export function shareTree(before: DeviceTree, next: DeviceTree): DeviceTree {
  const equal = (a: unknown, b: unknown) => isEqual(a, b);
  return {
    ...next,
    root: shareNode(before.root, next.root),
    memReserves: equal(before.memReserves, next.memReserves)
      ? before.memReserves
      : next.memReserves,
  };
}

/** The tree with another value of one property; everything that is not on the way to it is shared. */
export function withProperty(
  tree: DeviceTree,
  path: readonly string[],
  property: DtProperty,
): DeviceTree {
  return { ...tree, root: changedNode(tree.root, path, property) };
}

function changedNode(node: DtNode, path: readonly string[], property: DtProperty): DtNode {
  const [name, ...rest] = path;
  if (name === undefined)
    return { ...node, properties: new Map([...node.properties, [property.name, property]]) };
  const child = node.children.get(name);
  if (child === undefined) throw new Error(`there is no node ${name}`);
  const children = new Map(node.children).set(name, changedNode(child, rest, property));
  return { ...node, children };
}

function shareNode(before: DtNode | undefined, next: DtNode): DtNode {
  if (before === undefined) return next;
  const properties = new Map<string, DtProperty>();
  for (const [name, property] of next.properties) {
    const known = before.properties.get(name);
    properties.set(name, known !== undefined && isEqual(known, property) ? known : property);
  }
  const children = new Map<string, DtNode>();
  for (const [name, child] of next.children)
    children.set(name, shareNode(before.children.get(name), child));
  const isSame =
    isSameMap(before.properties, properties) &&
    isSameMap(before.children, children) &&
    isEqual(before.labels, next.labels) &&
    isEqual(before.deletions, next.deletions) &&
    before.definitions.length === next.definitions.length &&
    before.wasLabelled === next.wasLabelled &&
    before.isOmittable === next.isOmittable;
  if (isSame) return before;
  const labels = isEqual(before.labels, next.labels) ? before.labels : next.labels;
  return { ...next, at: before.at, labels, properties, children };
}

function isSameMap<T>(a: ReadonlyMap<string, T>, b: ReadonlyMap<string, T>): boolean {
  const [left, right] = [[...a], [...b]];
  return (
    left.length === right.length &&
    left.every(([name, it], i) => name === right[i]?.[0] && it === right[i]?.[1])
  );
}

/** Where a thing stands in its stream, which differs although the thing is equal. */
const places = new Set(['stream', 'from', 'to', 'first', 'extents', 'body']);

function isEqual(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  const left = Object.entries(a).filter(([key]) => !places.has(key));
  const right = new Map(Object.entries(b).filter(([key]) => !places.has(key)));
  return (
    left.length === right.size &&
    left.every(([key, it]) => right.has(key) && isEqual(it, right.get(key)))
  );
}
