/**
 * A device tree that lives across edits. It is a `DeviceTree` like any other, but its nodes and references stay the
 * same objects while the source is edited, and what is derived from it (`fact.ts`, `node-index.ts`) follows by itself.
 * `update` compares the tree with the one before, skipping what is the same object, and tells what came and went.
 * `bootCpu` is left out: only the writer of blobs asks for it.
 */
import { batch, signal, type Signal } from '@preact/signals-core';
import type { DeviceTree, DtNode } from './dt-node';
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
  return new Tree(tracker, root, order, first);
}

class Tree implements LiveTree {
  readonly root: DtNode;
  readonly isPlugin: boolean;
  readonly hasVersion: boolean;
  readonly [live]: Tracker;
  private readonly memReservesNow: Signal<DeviceTree['memReserves']>;
  private readonly danglingNow: Signal<DeviceTree['dangling']>;
  private readonly binariesNow: Signal<DeviceTree['binaries']>;
  private readonly problemsNow: Signal<DeviceTree['problems']>;

  constructor(
    tracker: Tracker,
    private readonly top: NodeRef,
    private readonly order: Signal<number>,
    first: DeviceTree,
  ) {
    this[live] = tracker;
    this.root = top.node;
    this.isPlugin = first.isPlugin;
    this.hasVersion = first.hasVersion;
    this.memReservesNow = signal(first.memReserves);
    this.danglingNow = signal(first.dangling);
    this.binariesNow = signal(first.binaries);
    this.problemsNow = signal(first.problems);
  }

  get memReserves(): DeviceTree['memReserves'] {
    return this.memReservesNow.value;
  }
  get dangling(): DeviceTree['dangling'] {
    return this.danglingNow.value;
  }
  get binaries(): DeviceTree['binaries'] {
    return this.binariesNow.value;
  }
  get problems(): DeviceTree['problems'] {
    return this.problemsNow.value;
  }

  update(next: DeviceTree, react: (changes: NodeChanges) => void): void {
    batch(() => {
      const changes: NodeChanges = { added: [], removed: [], edited: [], isReordered: false };
      updateLiveNode(this.top, next.root, changes);
      updateIndexes(this[live], changes);
      if (changes.isReordered) this.order.value = this.order.peek() + 1;
      setList(this.memReservesNow, next.memReserves);
      setList(this.danglingNow, next.dangling);
      setList(this.problemsNow, next.problems);
      this.binariesNow.value = next.binaries;
      react(changes);
    });
  }
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
