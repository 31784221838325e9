/**
 * Properties whose strings name nodes: a full path, or an alias, with options behind a colon where the consumer
 * allows them (Devicetree Specification 3.3 and 3.6; Xen docs/misc/arm/passthrough.txt for `xen,path`).
 */
import type { DeviceTree } from '../tree/dt-node';
import { nodeAt, rootOf, type NodeRef } from '../tree/node-ref';
import { firstString } from '../tree/value';

/** How a property's string names a node. */
export type NodeStringForm = 'path' | 'path-or-alias';

/** What the strings of a property of that name, in the node of that path, name; undefined for other properties. */
export function nodeStringForm(nodePath: string, property: string): NodeStringForm | undefined {
  if (property === 'stdout-path' || property === 'linux,stdout-path' || property === 'stdin-path')
    return 'path-or-alias';
  if (property === 'xen,path' || property === 'target-path') return 'path';
  return nodePath === '/aliases' || nodePath === '/__symbols__' ? 'path' : undefined;
}

/** The node that a string means: any property's absolute path, or an alias where those are allowed. */
export function nodeNamedBy(tree: DeviceTree, property: string, text: string): NodeRef | undefined {
  const isOptional = nodeStringForm('', property) === 'path-or-alias';
  const name = isOptional ? (text.split(':')[0] ?? '') : text;
  if (name.startsWith('/')) return nodeAt(tree, name);
  return isOptional ? aliasTarget(tree, name) : undefined;
}

/** The aliases of a tree in order, and what they say. */
export function aliasesOf(
  tree: DeviceTree,
): readonly { readonly name: string; readonly path: string | undefined }[] {
  const aliases = rootOf(tree).node.children.get('aliases');
  return [...(aliases?.properties.values() ?? [])].map((it) => ({
    name: it.name,
    path: firstString(tree, it),
  }));
}

function aliasTarget(tree: DeviceTree, name: string): NodeRef | undefined {
  const path = aliasesOf(tree).find((it) => it.name === name)?.path;
  return path === undefined ? undefined : nodeAt(tree, path);
}
