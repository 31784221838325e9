/**
 * A node with all below it → the instance that schemas judge: properties and children side by side under their names,
 * as dt-schema has them. The same node under equal facts gives the same object, so what is known about it can be kept.
 * Nodes whose name begins with `__` are not part of it.
 */
import { maxNodeDepth } from '../../base/limits';
import { memo } from '../../base/memo';
import type { BindingNode } from '../binding-node';
import type { TypeTable } from '../type-table';
import { cutRows, type Cutting } from './cut-rows';
import { nodeOf, type DecodedNode } from './decoded';
import { decodeProperty, type DecodedProperty } from './decode-property';
import {
  cellAt,
  factsBelow,
  unresolvedPhandle,
  type InheritedFacts,
  type Providers,
} from './inherited-facts';

/** Decodes a node to which `facts` apply. */
export type NodeDecoder = (node: BindingNode, facts: InheritedFacts) => DecodedNode;

/** A decoder that remembers its results for as long as the nodes live. */
export function nodeDecoder(types: TypeTable): NodeDecoder {
  const known = new WeakMap<BindingNode, { readonly key: string; readonly decoded: DecodedNode }>();
  const generationOf = providerGenerations();
  const decode = (node: BindingNode, facts: InheritedFacts, depth: number): DecodedNode => {
    const key = keyOf(facts, generationOf(facts.providers));
    const before = known.get(node);
    if (before?.key === key) return before.decoded;
    const decoded = decodeNode(types, node, facts, (child) =>
      depth < maxNodeDepth
        ? decode(child, factsBelow(node, facts, child.name), depth + 1)
        : emptyNode,
    );
    known.set(node, { key, decoded });
    return decoded;
  };
  return (node, facts) => decode(node, facts, 0);
}

/** A number that changes when what phandles lead to differs from the tree before. */
function providerGenerations(): (providers: Providers) => number {
  let latest = { signature: '', generation: 0 };
  return memo(({ signature }: Providers) => {
    if (signature !== latest.signature) {
      latest = { signature, generation: latest.generation + 1 };
    }
    return latest.generation;
  });
}

/** Equal for facts under which a node decodes the same. */
function keyOf(facts: InheritedFacts, generation: number): string {
  const path = facts.providers.unresolved.size > 0 ? facts.path : '';
  const { addressCells, sizeCells, interruptCells, isBelowGpioHog } = facts;
  return [addressCells, sizeCells, interruptCells, isBelowGpioHog, generation, path].join(' ');
}

/** A node without members. */
export const emptyNode: DecodedNode = nodeOf({});

/** Decodes one node, each member when it is first asked for; `decodeChild` gives what stands for a child. */
export function decodeNode(
  types: TypeTable,
  node: BindingNode,
  facts: InheritedFacts,
  decodeChild: (child: BindingNode) => DecodedNode,
): DecodedNode {
  // A child takes the place of a property of its name.
  const children = new Map<string, BindingNode>();
  for (const child of node.children)
    if (!child.name.startsWith('__')) children.set(child.name, child);
  const members = new Map<string, DecodedProperty | undefined>();
  for (const name of node.properties.keys())
    if (name !== 'interrupt-parent' || cellAt(node, name) !== unresolvedPhandle)
      members.set(name, undefined);
  for (const name of children.keys()) members.set(name, undefined);
  const memberAt = (name: string): DecodedProperty | undefined => {
    const known = members.get(name);
    if (known !== undefined || !members.has(name)) return known;
    const child = children.get(name);
    const made =
      child === undefined
        ? decodedProperty({ types, node, facts }, name)
        : { value: decodeChild(child) };
    members.set(name, made);
    return made;
  };
  return {
    names: [...members.keys()],
    has: (name) => members.has(name),
    get: (name) => memberAt(name)?.value,
    bits: (name) => memberAt(name)?.bits,
  };
}

function decodedProperty(at: Cutting, name: string): DecodedProperty {
  const bytes = at.node.properties.get(name) ?? noBytes;
  const { value, bits } = decodeProperty(at.types, at.node.name, name, bytes);
  return { value: cutRows(at, name, value), ...(bits !== undefined && { bits }) };
}

const noBytes = new Uint8Array();
