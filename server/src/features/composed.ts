/** From written blocks and deletions to what they did to the composed tree. */
import { memo } from '../base/memo';
import type { Deletion, DeviceTree } from '../tree/dt-node';
import { childOf, findNode, rootOf, walk, type NodeRef } from '../tree/node-ref';
import { resolveReference } from '../tree/references';
import type {
  DeleteNodeSyntax,
  DeletePropertySyntax,
  NodeSyntax,
  ReferenceSyntax,
} from '../syntax/ast';

/** The composed node that a block contributes to; undefined when that node was deleted or never composed. */
export function nodeOfBlock(tree: DeviceTree, block: NodeSyntax): NodeRef | undefined {
  const known = blocksOf(tree);
  if (!known.has(block)) {
    const found = findNode(tree, ({ definitions }) => definitions.includes(block));
    known.set(block, found);
    return found;
  }
  return known.get(block);
}

/**
 * The composed node that a way of blocks leads to, judged by what is written: for text that no context reads.
 * The last block whose target is absolute (`/`, a reference) decides where the way begins.
 */
export function nodeByNames(tree: DeviceTree, blocks: readonly NodeSyntax[]): NodeRef | undefined {
  let at: NodeRef | undefined;
  for (const { target } of blocks) {
    if (target.kind === 'root') at = rootOf(tree);
    else if (target.kind === 'reference') at = nodeMeant(tree, target);
    else at = at && childOf(at, target.text);
  }
  return at;
}

function nodeMeant(tree: DeviceTree, { form, text }: ReferenceSyntax): NodeRef | undefined {
  if (form === 'path') return resolveReference(tree, { form, text });
  return findNode(tree, ({ labels }) => labels.some(({ name }) => name === text));
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

/** The blocks that were asked about: an editor asks about few, and about a new tree after each key. */
const blocksOf = memo((_tree: DeviceTree) => new Map<NodeSyntax, NodeRef | undefined>());
