/** From written blocks and deletions to what they did to the composed tree. */
import { memo } from '../base/memo';
import type { Deletion, DeviceTree } from '../tree/dt-node';
import { childOf, rootOf, walk, type NodeRef } from '../tree/node-ref';
import { resolveReference } from '../tree/references';
import type { DeleteNodeSyntax, DeletePropertySyntax, NodeSyntax } from '../syntax/ast';

/** The composed node that a block contributes to; undefined when that node was deleted or never composed. */
export function nodeOfBlock(tree: DeviceTree, block: NodeSyntax): NodeRef | undefined {
  return blocksOf(tree).get(block);
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

/** What a `/delete-node/` or `/delete-property/` took away; undefined when there was nothing. */
export function deletionBy(
  tree: DeviceTree,
  statement: DeleteNodeSyntax | DeletePropertySyntax,
): Deletion | undefined {
  return deletionsOf(tree).get(statement);
}

const deletionsOf = memo((tree: DeviceTree): ReadonlyMap<object, Deletion> => {
  const deletions = new Map<object, Deletion>();
  for (const { node } of walk(rootOf(tree)))
    for (const deletion of node.deletions) deletions.set(deletion.at, deletion);
  return deletions;
});

const blocksOf = memo((tree: DeviceTree): ReadonlyMap<NodeSyntax, NodeRef> => {
  const blocks = new Map<NodeSyntax, NodeRef>();
  for (const ref of walk(rootOf(tree)))
    for (const block of ref.node.definitions) blocks.set(block, ref);
  return blocks;
});
