/** From written blocks and properties to the composed nodes and properties that they contribute to. */
import { memo } from '../base/memo';
import type { DeviceTree, DtProperty } from '../tree/dt-node';
import {
  childOf,
  resolveReference,
  rootOf,
  walk,
  type NodeRef,
} from '../tree/node-ref';
import type { NodeSyntax, PropertySyntax } from '../syntax/ast';

export interface ComposedProperty {
  readonly node: NodeRef;
  readonly property: DtProperty;
}

/** The composed node that a block contributes to; undefined when that node was deleted or never composed. */
export function nodeOfBlock(tree: DeviceTree, block: NodeSyntax): NodeRef | undefined {
  return blocksOf(tree).get(block);
}

/** The composed property that a written one contributes to, be it the winner or overridden. */
export function propertyOfSyntax(
  owner: NodeRef | undefined,
  syntax: PropertySyntax,
): ComposedProperty | undefined {
  const property = owner?.node.properties.get(syntax.name.text);
  return owner && property && { node: owner, property };
}

/**
 * The composed node that a way of blocks leads to, judged by what is written: for text that no context reads.
 * The last block whose target is absolute (`/`, a reference) decides where the way begins.
 */
export function nodeByNames(tree: DeviceTree, blocks: readonly NodeSyntax[]): NodeRef | undefined {
  let at: NodeRef | undefined;
  for (const { target } of blocks) {
    if (target.kind === 'root') at = rootOf(tree);
    else if (target.kind === 'reference') at = resolveReference(tree, target);
    else at = at && childOf(at, target.text);
  }
  return at;
}

const blocksOf = memo((tree: DeviceTree): ReadonlyMap<NodeSyntax, NodeRef> => {
  const blocks = new Map<NodeSyntax, NodeRef>();
  for (const ref of walk(rootOf(tree)))
    for (const block of ref.node.definitions) blocks.set(block, ref);
  return blocks;
});
