/**
 * The children of a large node, of which an edit replaces a few: versions share where each name stands, so that the next
 * one costs a list of objects, and two of them are compared without a look into the nodes.
 */
import type { DtNode } from './dt-node';

type Children = ReadonlyMap<string, DtNode>;

/** From so many children on it pays to share the names. */
const manyChildren = 64;

/** The same children with other nodes in the places of those of the same names. */
export function withChildren(children: Children, changed: readonly DtNode[]): Children {
  if (changed.length === 0) return children;
  if (children instanceof ChildNodes) return children.with(changed);
  if (children.size >= manyChildren) return ChildNodes.of(children).with(changed);
  const next = new Map(children);
  for (const it of changed) next.set(it.name, it);
  return next;
}

/**
 * Calls back for each child that differs between two versions with the same names, with its place; false, and none of
 * it, when that cannot be told at once.
 */
export function eachReplaced(
  before: Children,
  next: Children,
  look: (node: DtNode, place: number) => void,
): boolean {
  if (!(before instanceof ChildNodes) || !(next instanceof ChildNodes)) return false;
  if (before.places !== next.places) return false;
  for (let i = 0; i < next.nodes.length; i++) {
    const node = next.nodes[i];
    if (node !== undefined && node !== before.nodes[i]) look(node, i);
  }
  return true;
}

class ChildNodes implements ReadonlyMap<string, DtNode> {
  private constructor(
    readonly places: ReadonlyMap<string, number>,
    readonly nodes: readonly DtNode[],
  ) {}

  static of(children: Children): ChildNodes {
    const places = new Map<string, number>();
    for (const name of children.keys()) places.set(name, places.size);
    return new ChildNodes(places, [...children.values()]);
  }

  with(changed: readonly DtNode[]): ChildNodes {
    const nodes = this.nodes.slice();
    for (const it of changed) {
      const place = this.places.get(it.name);
      if (place !== undefined) nodes[place] = it;
    }
    return new ChildNodes(this.places, nodes);
  }

  get size(): number {
    return this.nodes.length;
  }
  get(name: string): DtNode | undefined {
    const place = this.places.get(name);
    return place === undefined ? undefined : this.nodes[place];
  }
  has(name: string): boolean {
    return this.places.has(name);
  }
  keys() {
    return this.places.keys();
  }
  values() {
    return this.nodes.values();
  }
  entries() {
    return new Map(this.nodes.map((it) => [it.name, it])).entries();
  }
  [Symbol.iterator]() {
    return this.entries();
  }
  forEach(look: (node: DtNode, name: string, all: Children) => void): void {
    for (const it of this.nodes) look(it, it.name, this);
  }
}
