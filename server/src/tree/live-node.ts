/**
 * Nodes that live across edits: one object for each path for as long as a node is there, with its reference. It shows
 * the node of the newest tree, and reads of it are tracked: which names its properties have, what one property or any
 * of them is, which children it has, its labels, where its blocks stand, and the rest. A signal is made when it is
 * first read, so what nobody derives anything from costs nothing. The classes here are cursors: nothing outside sees
 * more of them than a `DtNode` and a `NodeRef`, except `live-tree.ts`, which moves them on.
 */
import { signal, type Signal } from '@preact/signals-core';
import type { LabelSyntax, NodeSyntax } from '../syntax/ast';
import { eachReplaced } from './child-nodes';
import { changedProperties, isSameBlocks, isSameRest } from './changed-parts';
import type { Deletion, DtNode, DtProperty, NodeRef } from './dt-node';
import { isSameList } from './fact';
import { live, type LiveNode, type Tracker } from './tracking';

type Changes = Signal<number> | undefined;

/** What an update found. */
export interface NodeChanges {
  /** New nodes, parents before children. */
  readonly added: NodeRef[];
  readonly removed: NodeRef[];
  /** Nodes whose properties, labels or marks are others. */
  readonly edited: NodeRef[];
  /** Some node came, went or moved. */
  isReordered: boolean;
}

/** The live root of a tree, with all nodes below it. */
export function createLiveRoot(tracker: Tracker, root: DtNode): NodeRef {
  return new Node(tracker, root, undefined).ref;
}

/** Moves a live node, and all below it that differ, on to another tree. */
export function updateLiveNode(ref: NodeRef, next: DtNode, changes: NodeChanges): void {
  if (ref instanceof Ref) ref.node.moveTo(next, changes);
}

/** The node of the newest tree that a live reference stands for, without being tracked. */
export function plainNodeOf(ref: NodeRef): DtNode {
  return ref instanceof Ref ? ref.node.current : ref.node;
}

/** The children of a live reference, without being tracked. */
export function childrenInside(ref: NodeRef): readonly NodeRef[] {
  return ref instanceof Ref ? ref.list : [];
}

/** Follows everything about a node but its blocks: for work that runs on that node as a whole. */
export function trackWhole(ref: NodeRef): void {
  if (ref instanceof Ref) void (ref.node.any ??= signal(0)).value;
}

/** Whether `a` comes before `b` in the order of the tree; both are of one live tree. */
export function isBefore(a: NodeRef, b: NodeRef): boolean {
  let [left, right] = [a, b];
  while (left.depth > right.depth && left.parent) left = left.parent;
  while (right.depth > left.depth && right.parent) right = right.parent;
  if (left === right) return a.depth < b.depth;
  while (left.parent && right.parent && left.parent !== right.parent) {
    left = left.parent;
    right = right.parent;
  }
  return positionOf(left) < positionOf(right);
}

function positionOf(ref: NodeRef): number {
  return ref instanceof Ref ? ref.position : 0;
}

const noChildren: ReadonlyMap<string, Node> = new Map();
const noRefs: readonly Ref[] = [];

class Ref implements NodeRef {
  readonly path: string;
  readonly depth: number;
  /** Among its siblings. */
  position = 0;
  list: readonly Ref[] = noRefs;

  readonly parent?: Ref;

  constructor(
    readonly node: Node,
    parent: Ref | undefined,
  ) {
    const { name } = node.current;
    if (parent !== undefined) this.parent = parent;
    this.path = parent === undefined ? '/' : `${parent.path === '/' ? '' : parent.path}/${name}`;
    this.depth = parent === undefined ? 0 : parent.depth + 1;
  }

  get [live](): Tracker {
    return this.node[live];
  }

  /** Asked by `childrenOf`. */
  get children(): readonly NodeRef[] {
    this.node.trackChildren();
    return this.list;
  }
}

class Node implements LiveNode {
  readonly [live]: Tracker;
  readonly ref: Ref;
  readonly name: string;
  readonly properties: ReadonlyMap<string, DtProperty>;
  readonly children: ReadonlyMap<string, DtNode>;
  kids = noChildren;
  any: Changes;
  private names: Changes;
  private values: Changes;
  private order: Changes;
  private marks: Changes;
  private tags: Changes;
  private blocks: Changes;
  private valueChanges: Map<string, Signal<number>> | undefined;
  private presenceChanges: Map<string, Signal<number>> | undefined;
  private childChanges: Map<string, Signal<number>> | undefined;

  constructor(
    tracker: Tracker,
    public current: DtNode,
    parent: Ref | undefined,
  ) {
    this[live] = tracker;
    this.name = current.name;
    this.ref = new Ref(this, parent);
    this.properties = new Properties(this);
    this.children = new Children(this);
    if (current.children.size > 0) this.adopt(current.children, undefined);
  }

  get labels(): readonly LabelSyntax[] {
    if (!this.isOwn()) void (this.tags ??= signal(0)).value;
    return this.current.labels;
  }
  get definitions(): readonly NodeSyntax[] {
    void (this.blocks ??= signal(0)).value;
    return this.current.definitions;
  }
  get deletions(): readonly Deletion[] {
    return this.marked().deletions;
  }
  get wasLabelled(): boolean {
    return this.marked().wasLabelled;
  }
  get isOmittable(): boolean {
    return this.marked().isOmittable;
  }
  get at(): DtNode['at'] {
    return this.marked().at;
  }

  private marked(): DtNode {
    if (!this.isOwn()) void (this.marks ??= signal(0)).value;
    return this.current;
  }
  private isOwn(): boolean {
    return this[live].own === this;
  }

  trackChildren(): void {
    if (!this.isOwn()) void (this.order ??= signal(0)).value;
  }
  trackChild(name: string): void {
    if (!this.isOwn()) track((this.childChanges ??= new Map()), name);
  }
  trackNames(): void {
    if (!this.isOwn()) void (this.names ??= signal(0)).value;
  }
  trackValues(): void {
    if (!this.isOwn()) void (this.values ??= signal(0)).value;
  }
  /** What a name is: of one that is absent only that can change. */
  trackValue(name: string): void {
    if (this.isOwn()) return;
    if (this.current.properties.has(name)) track((this.valueChanges ??= new Map()), name);
    else this.trackPresence(name);
  }
  /** Whether a name is there: who asks is not told of others that come and go. */
  trackPresence(name: string): void {
    if (!this.isOwn()) track((this.presenceChanges ??= new Map()), name);
  }

  moveTo(next: DtNode, changes: NodeChanges): void {
    const before = this.current;
    if (before === next) return;
    this.current = next;
    const isSameProperties = this.moveProperties(before, next);
    const isSameLabels = isSameList(before.labels, next.labels);
    const isSameMarks = isSameRest(before, next);
    const isSameChildren = this.moveChildren(before, next, changes);
    if (!isSameLabels) bump(this.tags);
    if (!isSameMarks) bump(this.marks);
    if (!isSameBlocks(before.definitions, next.definitions)) bump(this.blocks);
    const isSameSelf = isSameProperties && isSameLabels && isSameMarks;
    if (!isSameSelf) changes.edited.push(this.ref);
    if (!isSameSelf || !isSameChildren) bump(this.any);
  }

  private moveProperties({ properties: before }: DtNode, { properties: next }: DtNode): boolean {
    const changed = changedProperties(before, next);
    if (changed === undefined) return true;
    for (const name of changed.properties) {
      bump(this.valueChanges?.get(name));
      if (before.has(name) !== next.has(name)) bump(this.presenceChanges?.get(name));
    }
    if (changed.hasOtherNames) bump(this.names);
    bump(this.values);
    return false;
  }

  /** Whether the children are the same, in the same order; each is moved on in any case. */
  private moveChildren(before: DtNode, next: DtNode, changes: NodeChanges): boolean {
    if (before.children === next.children) return true;
    if (this.moveEach(before, next, changes)) return true;
    this.adopt(next.children, changes);
    changes.isReordered = true;
    bump(this.order);
    return false;
  }

  /** Moves the children on one by one for as long as they have the same names; false when they end up to be others. */
  private moveEach(before: DtNode, { children }: DtNode, changes: NodeChanges): boolean {
    const { list } = this.ref;
    if (list.length !== children.size) return false;
    const moved = (node: DtNode, place: number) => list[place]?.node.moveTo(node, changes);
    if (eachReplaced(before.children, children, moved)) return true;
    let i = 0;
    for (const node of children.values()) {
      const kid = list[i++]?.node;
      if (kid?.name !== node.name) return false;
      kid.moveTo(node, changes);
    }
    return true;
  }

  /** Takes over the children that were there, makes the others. */
  private adopt(children: DtNode['children'], changes: NodeChanges | undefined): void {
    const before = this.kids;
    const kids = new Map<string, Node>();
    const list: Ref[] = [];
    for (const node of children.values()) {
      const known = before.get(node.name);
      const kid = known ?? new Node(this[live], node, this.ref);
      kid.ref.position = list.length;
      kids.set(node.name, kid);
      list.push(kid.ref);
      if (changes === undefined) continue;
      if (known !== undefined) known.moveTo(node, changes);
      else {
        collect(kid, changes.added);
        bump(this.childChanges?.get(node.name));
      }
    }
    this.kids = kids;
    this.ref.list = list;
    if (changes === undefined) return;
    for (const [name, kid] of before) {
      if (kids.has(name)) continue;
      collect(kid, changes.removed);
      bump(this.childChanges?.get(name));
    }
  }
}

/** The node and all below it, parents before children. */
function collect(node: Node, into: NodeRef[]): void {
  into.push(node.ref);
  for (const kid of node.kids.values()) collect(kid, into);
}

function track(signals: Map<string, Signal<number>>, name: string): void {
  const known = signals.get(name) ?? signal(0);
  signals.set(name, known);
  void known.value;
}

function bump(changed: Changes): void {
  if (changed !== undefined) changed.value = changed.peek() + 1;
}

class Properties implements ReadonlyMap<string, DtProperty> {
  constructor(private readonly owner: Node) {}

  get(name: string): DtProperty | undefined {
    this.owner.trackValue(name);
    return this.owner.current.properties.get(name);
  }
  has(name: string): boolean {
    this.owner.trackPresence(name);
    return this.owner.current.properties.has(name);
  }
  get size(): number {
    this.owner.trackNames();
    return this.owner.current.properties.size;
  }
  keys() {
    this.owner.trackNames();
    return this.owner.current.properties.keys();
  }
  values() {
    this.owner.trackValues();
    return this.owner.current.properties.values();
  }
  entries() {
    this.owner.trackValues();
    return this.owner.current.properties.entries();
  }
  [Symbol.iterator]() {
    return this.entries();
  }
  forEach(visit: (value: DtProperty, key: string, map: ReadonlyMap<string, DtProperty>) => void) {
    this.owner.trackValues();
    this.owner.current.properties.forEach((value, key) => {
      visit(value, key, this);
    });
  }
}

class Children implements ReadonlyMap<string, DtNode> {
  constructor(private readonly owner: Node) {}

  get(name: string): DtNode | undefined {
    this.owner.trackChild(name);
    return this.owner.kids.get(name);
  }
  has(name: string): boolean {
    this.owner.trackChild(name);
    return this.owner.kids.has(name);
  }
  get size(): number {
    this.owner.trackChildren();
    return this.owner.kids.size;
  }
  keys() {
    this.owner.trackChildren();
    return this.owner.kids.keys();
  }
  values() {
    this.owner.trackChildren();
    return this.owner.kids.values();
  }
  entries() {
    this.owner.trackChildren();
    return this.owner.kids.entries();
  }
  [Symbol.iterator]() {
    return this.entries();
  }
  forEach(visit: (value: DtNode, key: string, map: ReadonlyMap<string, DtNode>) => void) {
    this.owner.trackChildren();
    this.owner.kids.forEach((value, key) => {
      visit(value, key, this);
    });
  }
}
