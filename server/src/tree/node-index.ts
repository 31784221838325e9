/**
 * Finding nodes by what they carry: a label, a phandle, a reference. An index is made by one walk when it is first
 * asked. On a live tree every update keeps it, and a question about one key is answered anew only when the nodes that
 * carry that key are others.
 */
import type { DeviceTree, DtNode } from './dt-node';
import { createLiveIndex } from './live-index';
import { rootOf, walk, type NodeRef } from './node-ref';
import { treeFact } from './fact';
import { trackerOf } from './tracking';

/** What a node is found by; `node` is never live. */
export type KeysOf<K> = (node: DtNode) => readonly K[];

export interface NodeIndex<K> {
  /** Whether any node carries the key. */
  has(tree: DeviceTree, key: K): boolean;
  /** The first node in the order of the tree that carries the key. */
  first(tree: DeviceTree, key: K): NodeRef | undefined;
  /** All nodes that carry the key, in the order of the tree. */
  all(tree: DeviceTree, key: K): readonly NodeRef[];
  /** The same in no particular order on a live tree, which goes on changing it: to be read at once. */
  unordered(tree: DeviceTree, key: K): Iterable<NodeRef>;
  /** Of several keys the one that is met first in the order of the tree. */
  firstOf(tree: DeviceTree, keys: readonly K[]): K | undefined;
  /** All keys, in no particular order on a live tree. */
  keys(tree: DeviceTree): Iterable<K>;
}

/** Describes an index; nothing is made of it before it is asked. */
export function nodeIndex<K>(keysOf: KeysOf<K>): NodeIndex<K> {
  const ofPlain = treeFact((tree) => plainIndex(tree, keysOf));
  const slot = {};
  const ofLive = (tree: DeviceTree) => {
    const tracker = trackerOf(tree);
    if (tracker === undefined) return undefined;
    const known = tracker.indexes.get(slot);
    if (known !== undefined) return known as ReturnType<typeof createLiveIndex<K>>;
    const made = createLiveIndex(tracker, keysOf);
    tracker.indexes.set(slot, made);
    return made;
  };
  return {
    has: (tree, key) => ofLive(tree)?.has(key) ?? ofPlain(tree).has(key),
    first: (tree, key) => {
      const index = ofLive(tree);
      return index ? index.all(key)[0] : ofPlain(tree).get(key)?.[0];
    },
    all: (tree, key) => ofLive(tree)?.all(key) ?? ofPlain(tree).get(key) ?? none,
    unordered: (tree, key) => ofLive(tree)?.unordered(key) ?? ofPlain(tree).get(key) ?? none,
    firstOf: (tree, keys) => {
      if (keys.length < 2) return keys[0];
      const index = ofLive(tree);
      if (index) return index.firstOf(keys);
      for (const key of ofPlain(tree).keys()) if (keys.includes(key)) return key;
      return undefined;
    },
    keys: (tree) => ofLive(tree)?.keys() ?? ofPlain(tree).keys(),
  };
}

const none: readonly never[] = [];

function plainIndex<K>(tree: DeviceTree, keysOf: KeysOf<K>): ReadonlyMap<K, readonly NodeRef[]> {
  const index = new Map<K, NodeRef[]>();
  for (const ref of walk(rootOf(tree)))
    for (const key of keysOf(ref.node)) {
      const owners = index.get(key);
      if (owners === undefined) index.set(key, [ref]);
      else if (owners[owners.length - 1] !== ref) owners.push(ref);
    }
  return index;
}
