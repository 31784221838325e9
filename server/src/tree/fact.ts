/**
 * Facts: values derived from a tree that are remembered with it. On a plain tree, which never changes, a fact is worked
 * out once. On a live tree it is worked out again when something that it read has changed, and those who read the fact
 * are only told when it is no longer the same.
 */
import { computed } from '@preact/signals-core';
import { memo } from '../base/memo';
import type { DeviceTree, DtNode, NodeRef } from './dt-node';
import { trackerOf, type Tracker } from './tracking';

/** Whether two results say the same, so that nothing that depends on them need run again; absent: the same object. */
export type Sameness<R> = (a: R, b: R) => boolean;

/** A fact about a tree. `derive` is given what it said before the last edit, so that it can say the same things again. */
export function treeFact<R>(
  derive: (tree: DeviceTree, before?: R) => R,
  isSame?: Sameness<R>,
): (tree: DeviceTree) => R {
  const slot = Symbol('fact');
  return (tree) => {
    const holder = inside<Cell<R>>(tree);
    return (holder[slot] ??= cellOf(trackerOf(tree), (before) => derive(tree, before), isSame))
      .value;
  };
}

/** A fact about a tree in the light of something that never changes: a target, a catalogue. */
export function treeFactFor<K extends object, R>(
  derive: (tree: DeviceTree, key: K, before?: R) => R,
  isSame?: Sameness<R>,
): (tree: DeviceTree, key: K) => R {
  const slot = Symbol('fact');
  return (tree, key) => {
    const holder = inside<WeakMap<K, Cell<R>>>(tree);
    const known = (holder[slot] ??= new WeakMap());
    const found = known.get(key);
    if (found !== undefined) return found.value;
    const made = cellOf(trackerOf(tree), (before) => derive(tree, key, before), isSame);
    known.set(key, made);
    return made.value;
  };
}

/** A fact about a node in its tree, kept in the reference, which belongs to one tree only. */
export function nodeFact<R>(
  derive: (tree: DeviceTree, ref: NodeRef) => R,
  isSame?: Sameness<R>,
): (tree: DeviceTree, ref: NodeRef) => R {
  const slot = Symbol('fact');
  return (tree, ref) => {
    const holder = inside<Cell<R>>(ref);
    return (holder[slot] ??= cellOf(trackerOf(ref), () => derive(tree, ref), isSame)).value;
  };
}

/** A fact about a node in its tree in the light of a name: of one of its properties, say. */
export function nodeFactFor<R>(
  derive: (tree: DeviceTree, ref: NodeRef, name: string) => R,
  isSame?: Sameness<R>,
): (tree: DeviceTree, ref: NodeRef, name: string) => R {
  const slot = Symbol('fact');
  return (tree, ref, name) => {
    const holder = inside<Map<string, Cell<R>>>(ref);
    const known = (holder[slot] ??= new Map());
    const found = known.get(name);
    if (found !== undefined) return found.value;
    const made = cellOf(trackerOf(ref), () => derive(tree, ref, name), isSame);
    known.set(name, made);
    return made.value;
  };
}

/** A fact about a composed node that does not depend on where it is: plain nodes may outlive their tree. */
export function dtNodeFact<R>(
  derive: (node: DtNode) => R,
  isSame?: Sameness<R>,
): (node: DtNode) => R {
  const ofPlain = memo(derive);
  const slot = Symbol('fact');
  return (node) => {
    const tracker = trackerOf(node);
    if (tracker === undefined) return ofPlain(node);
    const holder = inside<Cell<R>>(node);
    return (holder[slot] ??= cellOf(tracker, () => derive(node), isSame)).value;
  };
}

/** A value derived from a tree, kept by whoever asked for it. */
export function derivedFrom<R>(
  tree: DeviceTree,
  derive: () => R,
  isSame?: Sameness<R>,
): { readonly value: R } {
  return cellOf(trackerOf(tree), derive, isSame);
}

/** Two lists of the very same things. */
export function isSameList<T>(a: readonly T[], b: readonly T[]): boolean {
  return a === b || (a.length === b.length && a.every((it, i) => it === b[i]));
}

/** Two sets of the very same things, met in the same order. */
export function isSameSet<T>(a: ReadonlySet<T>, b: ReadonlySet<T>): boolean {
  return a === b || (a.size === b.size && isSameList([...a], [...b]));
}

/** Two records with the very same fields. */
export function isSameRecord(a: object | undefined, b: object | undefined): boolean {
  if (a === b || a === undefined || b === undefined) return a === b;
  return (
    isSameList(Object.keys(a), Object.keys(b)) && isSameList(Object.values(a), Object.values(b))
  );
}

interface Cell<R> {
  readonly value: R;
}

/** Where an object keeps what is known of it, under a symbol for each fact. */
function inside<V>(it: object): Record<symbol, V | undefined> {
  return it as Record<symbol, V | undefined>;
}

function cellOf<R>(
  tracker: Tracker | undefined,
  derive: (before?: R) => R,
  isSame: Sameness<R> = Object.is,
): Cell<R> {
  if (tracker === undefined) return { value: derive() };
  let last: { readonly value: R } | undefined;
  return computed(() => {
    const { own } = tracker;
    tracker.own = undefined;
    try {
      const value = derive(last?.value);
      if (last === undefined || !isSame(last.value, value)) last = { value };
      return last.value;
    } finally {
      tracker.own = own;
    }
  });
}
