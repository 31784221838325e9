/**
 * The few nodes directly below the root that everybody looks for, found without a look at all the others when the
 * tree is live: a board may have ten thousand nodes there.
 */
import type { DeviceTree, DtNode } from '../tree/dt-node';
import { nodeIndex } from '../tree/node-index';
import { baseName, childrenOf, rootOf, type NodeRef } from '../tree/node-ref';
import { trackerOf } from '../tree/tracking';

type Key = 'chosen' | 'reserved-memory' | 'memory';

/** In tree order: all children of the root that could be meant, and perhaps others. */
export function topNodesNamed(tree: DeviceTree, key: Key): readonly NodeRef[] {
  if (trackerOf(tree) === undefined) return childrenOf(rootOf(tree));
  return candidates.all(tree, key).filter((it) => it.depth === 1);
}

const candidates = nodeIndex(keysOf);

/** Any `device_type` makes a candidate for memory: its value may depend on the rest of the tree. */
function keysOf({ name, properties }: DtNode): readonly Key[] {
  const isMemory = properties.has('device_type') || baseName(name) === 'memory';
  const lower = name.toLowerCase();
  if (lower === 'chosen' || lower === 'reserved-memory')
    return isMemory ? [lower, 'memory'] : [lower];
  return isMemory ? memory : none;
}

const memory: readonly Key[] = ['memory'];
const none: readonly never[] = [];
