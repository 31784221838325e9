/** Whether something else in the tree refers to a node or to what is below it, so that it cannot go. */
import { nodesReferringTo, nodesReferringToPath } from '../../tree/references';
import { walk, type NodeRef } from '../../tree/node-ref';
import type { Site } from './site';

/** Labels and `&{/path}` references are looked at, wherever they stand in a value. */
export function isReferredTo({ tree }: Site, node: NodeRef): boolean {
  const own = [...walk(node)];
  const isOutside = (it: NodeRef) => !own.some(({ path }) => path === it.path);
  return own.some(
    (it) =>
      nodesReferringToPath.all(tree, it.path).some(isOutside) ||
      it.node.labels.some(({ name }) => nodesReferringTo.all(tree, name).some(isOutside)),
  );
}
