/**
 * A device tree that lives across edits. It is a `DeviceTree` like any other, but its nodes and references stay the
 * same objects while the source is edited, and what is derived from it (`fact.ts`, `node-index.ts`) follows by itself.
 * `update` compares the tree with the one before, skipping what is the same object, and tells what came and went.
 * `bootCpu` is left out: only the writer of blobs asks for it.
 */
import { batch, signal, type Signal } from '@preact/signals-core';
import type { DeviceTree } from './dt-node';
import { isSameList } from './fact';
import { createLiveRoot, plainNodeOf, updateLiveNode, type NodeChanges } from './live-node';
import { walk, type NodeRef } from './node-ref';
import { live, type Tracker } from './tracking';

export interface LiveTree extends DeviceTree {
  readonly [live]: Tracker;
  /** Moves on to another tree. `react` sees what came and went before anything that is derived is derived again. */
  update(next: DeviceTree, react: (changes: NodeChanges) => void): void;
}

/** A live tree that begins as `first`; the kind of source (`isPlugin`, `hasVersion`) must stay the same. */
export function createLiveTree(first: DeviceTree): LiveTree {
  const order = signal(0);
  const tracker: Tracker = {
    own: undefined,
    root: undefined,
    indexes: new Map(),
    trackOrder: () => void order.value,
  };
  const root = createLiveRoot(tracker, first.root);
  tracker.root = root;
  const memReserves = signal(first.memReserves);
  const dangling = signal(first.dangling);
  const binaries = signal(first.binaries);
  const problems = signal(first.problems);
  return {
    [live]: tracker,
    root: root.node,
    isPlugin: first.isPlugin,
    hasVersion: first.hasVersion,
    get memReserves() {
      return memReserves.value;
    },
    get dangling() {
      return dangling.value;
    },
    get binaries() {
      return binaries.value;
    },
    get problems() {
      return problems.value;
    },
    update(next, react) {
      batch(() => {
        const changes: NodeChanges = { added: [], removed: [], edited: [], isReordered: false };
        updateLiveNode(root, next.root, changes);
        updateIndexes(tracker, changes);
        if (changes.isReordered) order.value = order.peek() + 1;
        setList(memReserves, next.memReserves);
        setList(dangling, next.dangling);
        setList(problems, next.problems);
        binaries.value = next.binaries;
        react(changes);
      });
    },
  };
}

/** All nodes of a live tree, parents before children. */
export function allNodesOf(tree: LiveTree): readonly NodeRef[] {
  const { root } = tree[live];
  return root === undefined ? [] : [...walk(root)];
}

function updateIndexes({ indexes }: Tracker, { added, removed, edited }: NodeChanges): void {
  for (const index of indexes.values()) {
    for (const ref of removed) index.remove(ref);
    for (const ref of edited) index.update(ref, plainNodeOf(ref));
    for (const ref of added) index.update(ref, plainNodeOf(ref));
  }
}

function setList<T>(cell: Signal<readonly T[]>, next: readonly T[]): void {
  if (!isSameList(cell.peek(), next)) cell.value = next;
}
