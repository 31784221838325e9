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
import { nodeOf, type Decoded, type DecodedNode } from './decoded';
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
  const path = facts.providers.unresolved().size > 0 ? facts.path : '';
  const { addressCells, sizeCells, interruptCells, isBelowGpioHog } = facts;
  return [addressCells, sizeCells, interruptCells, isBelowGpioHog, generation, path].join(' ');
}

/** A node without members. */
export const emptyNode: DecodedNode = nodeOf({});

/**
 * Decodes one node, each member when it is first asked for; `decodeChild` gives what stands for a child. A node that is
 * judged by its own schemas knows its own name, as `$nodename`.
 */
export function decodeNode(
  types: TypeTable,
  node: BindingNode,
  facts: InheritedFacts,
  decodeChild: (child: BindingNode) => DecodedNode,
  ownName?: string,
): DecodedNode {
  return new Members({ types, node, facts }, decodeChild, ownName);
}

class Members implements DecodedNode {
  /** A child takes the place of a property of its name. */
  private readonly children = new Map<string, BindingNode>();
  private readonly members = new Map<string, DecodedProperty | undefined>();
  private allNames?: readonly string[];

  constructor(
    private readonly at: Cutting,
    private readonly decodeChild: (child: BindingNode) => DecodedNode,
    ownName: string | undefined,
  ) {
    const { node } = at;
    for (const child of node.children)
      if (!child.name.startsWith('__')) this.children.set(child.name, child);
    for (const name of node.properties.keys())
      if (name !== 'interrupt-parent' || cellAt(node, name) !== unresolvedPhandle)
        this.members.set(name, undefined);
    for (const name of this.children.keys()) this.members.set(name, undefined);
    if (ownName !== undefined) this.members.set('$nodename', { value: [ownName] });
  }

  get names(): readonly string[] {
    return (this.allNames ??= [...this.members.keys()]);
  }
  has(name: string): boolean {
    return this.members.has(name);
  }
  get(name: string): Decoded | undefined {
    return this.member(name)?.value;
  }
  bits(name: string): number | undefined {
    return this.member(name)?.bits;
  }

  private member(name: string): DecodedProperty | undefined {
    const known = this.members.get(name);
    if (known !== undefined || !this.members.has(name)) return known;
    const child = this.children.get(name);
    const made =
      child === undefined ? decodedProperty(this.at, name) : { value: this.decodeChild(child) };
    this.members.set(name, made);
    return made;
  }
}

function decodedProperty(at: Cutting, name: string): DecodedProperty {
  const bytes = at.node.properties.get(name) ?? noBytes;
  const { value, bits } = decodeProperty(at.types, at.node.name, name, bytes);
  return { value: cutRows(at, name, value), ...(bits !== undefined && { bits }) };
}

const noBytes = new Uint8Array();
