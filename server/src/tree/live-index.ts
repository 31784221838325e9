/** An index of nodes by key that follows a live tree (see `node-index.ts`). */
import { signal, type Signal } from '@preact/signals-core';
import type { DtNode, NodeRef } from './dt-node';
import { childrenInside, isBefore, plainNodeOf } from './live-node';
import type { LiveIndex, Tracker } from './tracking';

export interface LiveNodeIndex<K> extends LiveIndex {
  has(key: K): boolean;
  /** In the order of the tree. */
  all(key: K): readonly NodeRef[];
  unordered(key: K): Iterable<NodeRef>;
  firstOf(keys: readonly K[]): K | undefined;
  keys(): Iterable<K>;
}

/** Makes the index by one walk, which is not tracked. */
export function createLiveIndex<K>(
  tracker: Tracker,
  keysOf: (node: DtNode) => readonly K[],
): LiveNodeIndex<K> {
  const owners = new Map<K, Owners>();
  const carried = new Map<NodeRef, readonly K[]>();
  const presence = new Map<K, Signal<number>>();
  const changes = new Map<K, Signal<number>>();
  const keySet: { changes?: Signal<number> } = {};
  const add = (ref: NodeRef, key: K) => {
    const known = owners.get(key);
    if (known === undefined) {
      owners.set(key, ref);
      bump(presence.get(key));
      bump(keySet.changes);
    } else if (known instanceof Set) {
      if (known.size === known.add(ref).size) return;
    } else if (known === ref) return;
    else owners.set(key, new Set([known, ref]));
    bump(changes.get(key));
  };
  const drop = (ref: NodeRef, key: K) => {
    const known = owners.get(key);
    if (known instanceof Set ? !known.delete(ref) : known !== ref) return;
    if (known === ref || (known instanceof Set && known.size === 0)) {
      owners.delete(key);
      bump(presence.get(key));
      bump(keySet.changes);
    }
    bump(changes.get(key));
  };
  const index: LiveNodeIndex<K> = {
    update(ref, node) {
      const before = carried.get(ref) ?? none;
      const now = keysOf(node);
      if (now.length > 0) carried.set(ref, now);
      else carried.delete(ref);
      for (const key of now) add(ref, key);
      for (const key of before) if (!now.includes(key)) drop(ref, key);
    },
    remove(ref) {
      for (const key of carried.get(ref) ?? none) drop(ref, key);
      carried.delete(ref);
    },
    has(key) {
      track(presence, key);
      return owners.has(key);
    },
    all(key) {
      track(changes, key);
      const known = owners.get(key);
      if (!(known instanceof Set)) return known === undefined ? none : [known];
      const found = [...known];
      if (found.length < 2) return found;
      tracker.trackOrder();
      return found.sort((a, b) => (isBefore(a, b) ? -1 : 1));
    },
    unordered(key) {
      track(changes, key);
      const known = owners.get(key) ?? none;
      return Symbol.iterator in known ? known : [known];
    },
    firstOf(keys) {
      tracker.trackOrder();
      let best: { readonly key: K; readonly ref: NodeRef } | undefined;
      for (const key of keys) {
        const [ref] = index.all(key);
        if (ref === undefined || (best && !isMetBefore(key, ref, best))) continue;
        best = { key, ref };
      }
      return best?.key;
    },
    keys() {
      void (keySet.changes ??= signal(0)).value;
      return owners.keys();
    },
  };
  const isMetBefore = (key: K, ref: NodeRef, best: { readonly key: K; readonly ref: NodeRef }) => {
    if (ref !== best.ref) return isBefore(ref, best.ref);
    const own = carried.get(ref) ?? none;
    return own.indexOf(key) < own.indexOf(best.key);
  };
  const pending = tracker.root === undefined ? [] : [tracker.root];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    index.update(next, plainNodeOf(next));
    pending.push(...childrenInside(next));
  }
  return index;
}

/** Most keys have one owner. */
type Owners = NodeRef | Set<NodeRef>;

const none: readonly never[] = [];

function track<K>(signals: Map<K, Signal<number>>, key: K): void {
  const known = signals.get(key) ?? signal(0);
  signals.set(key, known);
  void known.value;
}

function bump(changed: Signal<number> | undefined): void {
  if (changed !== undefined) changed.value = changed.peek() + 1;
}
