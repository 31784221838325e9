/**
 * A node with all below it → the instance that schemas judge: properties and children side by side under their names,
 * as dt-schema has them. The same node under equal facts gives the same object, so what is known about it can be kept.
 * Nodes whose name begins with `__` are not part of it.
 */
import { maxNodeDepth } from '../../base/limits';
import { memo } from '../../base/memo';
import type { BindingNode } from '../binding-node';
import type { TypeTable } from '../type-table';
import { cutRows } from './cut-rows';
import { bitsOf, type Decoded, type DecodedNode } from './decoded';
import { decodeProperty } from './decode-property';
import {
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
      depth < maxNodeDepth ? decode(child, factsBelow(node, facts, child.name), depth + 1) : {},
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

/** Decodes one node; `decodeChild` gives what stands for each child. */
export function decodeNode(
  types: TypeTable,
  node: BindingNode,
  facts: InheritedFacts,
  decodeChild: (child: BindingNode) => DecodedNode,
): DecodedNode {
  const bits = new Map<string, number>();
  // Without a prototype: a property may be called `constructor`.
  const decoded: Record<string, Decoded> & { [bitsOf]?: typeof bits } = Object.create(null);
  for (const [name, bytes] of node.properties) {
    const property = decodeProperty(types, node.name, name, bytes);
    if (name === 'interrupt-parent' && isUnresolved(bytes)) continue;
    decoded[name] = cutRows({ types, node, facts }, name, property.value);
    if (property.bits !== undefined) bits.set(name, property.bits);
  }
  for (const child of node.children) {
    if (child.name.startsWith('__')) continue;
    decoded[child.name] = decodeChild(child);
  }
  decoded[bitsOf] = bits;
  return decoded;
}

function isUnresolved(bytes: Uint8Array): boolean {
  return (
    bytes.length === 4 &&
    new DataView(bytes.buffer, bytes.byteOffset).getUint32(0) === unresolvedPhandle
  );
}
