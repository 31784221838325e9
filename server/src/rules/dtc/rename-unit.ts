/** The fix that gives a node another unit address. */
import { baseName, type NodeRef } from '../../tree/node-ref';
import type { Fix } from '../fix';
import { renameNode } from '../source-edits';

/** Renames the node, unless a sibling has the new name already or nobody wrote the node's name. */
export function renameUnitFixes({ node, parent }: NodeRef, unit: string): readonly Fix[] {
  const name = unit === '' ? baseName(node.name) : `${baseName(node.name)}@${unit}`;
  if (parent === undefined || parent.node.children.has(name)) return [];
  const edits = renameNode(node, name);
  return edits === undefined ? [] : [{ title: `Rename to "${name}"`, edits }];
}
