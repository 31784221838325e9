/** A tree in which one property is another: the nodes on the way to it are new, all others the same objects. */
import type { DeviceTree, DtNode, DtProperty } from '../../server/src/tree/dt-node';
import { treeOf } from '../analyse';

/** Gives the node at a path the property as it is written, whatever it was before; the tree itself stays as it is. */
export function withProperty(
  tree: DeviceTree,
  path: string,
  name: string,
  written: string,
): DeviceTree {
  const property = treeOf(`/ { ${written} };`).root.properties.get(name);
  if (property === undefined) throw new Error(`no ${name} in ${written}`);
  const names = path.split('/').filter((it) => it !== '');
  const { memReserves, dangling, binaries, problems, isPlugin, hasVersion } = tree;
  const root = nodeWith(tree.root, names, property);
  return { root, memReserves, dangling, binaries, problems, isPlugin, hasVersion };
}

function nodeWith(node: DtNode, [name, ...below]: readonly string[], it: DtProperty): DtNode {
  if (name === undefined) return { ...node, properties: new Map(node.properties).set(it.name, it) };
  const child = node.children.get(name);
  if (child === undefined) throw new Error(`no node ${name} in ${node.name}`);
  return { ...node, children: new Map(node.children).set(name, nodeWith(child, below, it)) };
}
