/**
 * The phandle of each node, numbered as dtc does: explicit ones are kept, the others are counted from 1 in the
 * order in which `<&reference>`s are met, depth first, a node's properties before its children
 * (dtc checks.c fixup_phandle_references, livetree.c get_node_phandle).
 */
import { memoInside } from '../base/memo';
import type { DeviceTree, DtNode } from './dt-node';
import { resolveReference, rootOf, walk } from './node-ref';

/** Phandle by node, for nodes that have one: written by hand or asked for by a reference. */
export const phandlesOf = memoInside((tree: DeviceTree): ReadonlyMap<DtNode, number> => {
  const phandles = new Map(explicitPhandles(tree));
  const used = new Set(phandles.values());
  let next = 1;
  for (const { node } of walk(rootOf(tree))) {
    for (const property of node.properties.values()) {
      for (const part of property.parts) {
        if (part.kind !== 'cells') continue;
        for (const { reference } of part.references) {
          const target = resolveReference(tree, reference)?.node;
          if (target === undefined || phandles.has(target)) continue;
          while (used.has(next)) next++;
          phandles.set(target, next);
          used.add(next);
        }
      }
    }
  }
  return phandles;
});

/** The nodes by phandle. */
export const nodesByPhandle = memoInside((tree: DeviceTree): ReadonlyMap<number, DtNode> => {
  const nodes = new Map<number, DtNode>();
  for (const [node, phandle] of phandlesOf(tree)) if (!nodes.has(phandle)) nodes.set(phandle, node);
  return nodes;
});

/** The phandles that are written as numbers in `phandle` or `linux,phandle`. */
export const explicitPhandles = memoInside((tree: DeviceTree): ReadonlyMap<DtNode, number> => {
  const phandles = new Map<DtNode, number>();
  for (const { node } of walk(rootOf(tree))) {
    const property = node.properties.get('phandle') ?? node.properties.get('linux,phandle');
    const [part, ...rest] = property?.parts ?? [];
    if (part?.kind !== 'cells' || rest.length > 0 || part.values.length !== 1) continue;
    if (part.references.length > 0 || part.unknown.length > 0) continue;
    const value = Number(part.values[0]);
    if (value !== 0 && value !== 0xffffffff) phandles.set(node, value);
  }
  return phandles;
});
