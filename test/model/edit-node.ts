/**
 * Moves one node of a composed tree on, as a tree that lives across edits does: its reference and all others stay the
 * same objects, and what was remembered of it and its ancestors is forgotten.
 */
import type { DeviceTree, DtNode } from '../../server/src/tree/dt-node';
import { nodeAt, type NodeRef } from '../../server/src/tree/node-ref';
import { treeOf } from '../analyse';

/** Gives the node at a path the property as it is written, whatever it was before. */
export function editProperty(tree: DeviceTree, path: string, name: string, written: string): void {
  const ref = nodeAt(tree, path);
  const property = treeOf(`/ { ${written} };`).root.properties.get(name);
  if (ref === undefined || property === undefined) throw new Error(`no ${name} for ${path}`);
  const properties = new Map(ref.node.properties).set(name, property);
  moveOn(ref, { ...ref.node, properties });
  forget(tree);
}

function moveOn(ref: NodeRef, node: DtNode): void {
  Object.assign(ref, { node });
  forget(ref);
  const { parent } = ref;
  if (parent === undefined) return;
  const children = [...parent.node.children].map(
    ([name, child]) => [name, name === node.name ? node : child] as const,
  );
  moveOn(parent, { ...parent.node, children: new Map(children) });
}

/** Where things are remembered: under symbols. The root's reference is not forgotten: it is the tree that lives on. */
function forget(it: object): void {
  for (const symbol of Object.getOwnPropertySymbols(it)) {
    const value: unknown = Reflect.get(it, symbol);
    if (!isRootMemo(value)) Reflect.deleteProperty(it, symbol);
  }
}

function isRootMemo(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || !('result' in value)) return false;
  const { result } = value;
  return typeof result === 'object' && result !== null && 'depth' in result && 'node' in result;
}
