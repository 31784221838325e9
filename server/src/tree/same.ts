/** Whether two parts of a tree say the same, told by the identity of the syntax that they were made from. */
import type { Deletion, DtNode, DtProperty } from './dt-node';

/** The same objects in the same order. */
export function isSameList(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a === b || (a.length === b.length && a.every((it, i) => it === b[i]));
}

/** The same objects in the same order; each knows its own key. */
export function isSameMap(
  a: ReadonlyMap<string, unknown>,
  b: ReadonlyMap<string, unknown>,
): boolean {
  return a === b || isSameWith(a, b, (x, y) => x === y);
}

/** The deletions as they were, as far as they are the same: a deleted node is made anew each time it is looked at. */
export function sharedDeletions(
  now: readonly Deletion[],
  old: readonly Deletion[],
): readonly Deletion[] {
  if (now.length === 0 && old.length === 0) return old;
  const shared = now.map((it, i) => {
    const other = old[i];
    return other !== undefined && isSameDeletion(it, other) ? other : it;
  });
  return isSameList(shared, old) ? old : shared;
}

function isSameDeletion(a: Deletion, b: Deletion): boolean {
  if (a.at !== b.at || a.name !== b.name) return false;
  if (a.was === undefined || b.was === undefined) return a.was === b.was;
  if (a.kind === 'node') return b.kind === 'node' && isSameNode(a.was, b.was);
  return b.kind === 'property' && b.was !== undefined && isSameProperty(a.was, b.was);
}

function isSameNode(a: DtNode, b: DtNode | undefined): boolean {
  if (a === b) return true;
  return (
    b !== undefined &&
    a.name === b.name &&
    a.at === b.at &&
    a.wasLabelled === b.wasLabelled &&
    a.isOmittable === b.isOmittable &&
    isSameList(a.labels, b.labels) &&
    isSameList(a.definitions, b.definitions) &&
    a.deletions.length === b.deletions.length &&
    a.deletions.every(
      (it, i) => it === b.deletions[i] || isSameDeletion(it, b.deletions[i] ?? it),
    ) &&
    isSameWith(a.properties, b.properties, isSameProperty) &&
    isSameWith(a.children, b.children, isSameNode)
  );
}

function isSameProperty(a: DtProperty, b: DtProperty): boolean {
  return (
    a === b ||
    (a.name === b.name &&
      a.at === b.at &&
      isSameList(a.definitions, b.definitions) &&
      isSameList(a.labels, b.labels))
  );
}

function isSameWith<T>(
  a: ReadonlyMap<string, T>,
  b: ReadonlyMap<string, T>,
  isSame: (x: T, y: T) => boolean,
): boolean {
  if (a.size !== b.size) return false;
  const others = b.values();
  for (const it of a.values()) {
    const other = others.next().value;
    if (other === undefined || !isSame(it, other)) return false;
  }
  return true;
}
