/** Where a node is, in the terms in which the bindings are asked: names from the root and each node's compatible strings. */
import type { PlaceContext } from '../bindings/knowledge/applied-parts';
import type { NodeSyntax } from '../syntax/ast';
import type { DeviceTree } from '../tree/dt-node';
import { rootOf, type NodeRef } from '../tree/node-ref';
import { compatiblesOf } from '../tree/value';
import { nodeByNames } from './composed';
import type { Position } from './position';

/** The place of a composed node. */
export function placeOfNode(tree: DeviceTree, node: NodeRef): PlaceContext {
  const way: NodeRef[] = [];
  for (let at: NodeRef | undefined = node; at?.parent !== undefined; at = at.parent)
    way.unshift(at);
  if (way.length === 0) return { path: [], compatibles: [compatiblesOf(tree, rootOf(tree))] };
  return {
    path: way.map((it) => it.node.name),
    compatibles: way.map((it) => compatiblesOf(tree, it)),
  };
}

/** The place of the node around a position, also of one that is not composed; undefined outside of all nodes. */
export function placeAt({ analysis: { tree }, node, blocks }: Position): PlaceContext | undefined {
  if (node !== undefined) return placeOfNode(tree, node);
  for (let known = blocks.length - 1; known > 0; known--) {
    const parent = nodeByNames(tree, blocks.slice(0, known));
    if (parent === undefined) continue;
    const place = placeOfNode(tree, parent);
    const rest = blocks.slice(known);
    const own = parent.parent === undefined ? [] : place.compatibles;
    return {
      path: [...place.path, ...rest.map(nameOf)],
      compatibles: [...own, ...rest.map(writtenCompatibles)],
    };
  }
  return undefined;
}

/** The place of a child that is not written yet. */
export function placeOfChild(place: PlaceContext, name: string): PlaceContext {
  const own = place.path.length === 0 ? [] : place.compatibles;
  return { path: [...place.path, name], compatibles: [...own, []] };
}

/** The same place, but with these strings in the node's own `compatible`. */
export function withCompatibles(place: PlaceContext, strings: readonly string[]): PlaceContext {
  const above = place.compatibles.slice(0, Math.max(0, place.path.length - 1));
  return { path: place.path, compatibles: [...above, strings] };
}

function nameOf({ target }: NodeSyntax): string {
  return target.kind === 'name' ? target.text : '';
}

function writtenCompatibles({ statements }: NodeSyntax): readonly string[] {
  const property = statements.find((it) => it.kind === 'property' && it.name.text === 'compatible');
  const parts = property?.kind === 'property' ? (property.value?.parts ?? []) : [];
  return parts.flatMap((it) => (it.kind === 'string' ? it.bytes.split('\0') : []));
}
