/**
 * What makes a tree live: reads of it are tracked, so that what was derived from them is derived again when they
 * change, and only then. A plain tree has none of this; the symbol on a live tree, its references and its nodes is how
 * derived values (`fact.ts`) and indexes (`node-index.ts`) tell the two apart.
 */
import type { DeviceTree, DtNode, NodeRef } from './dt-node';

/** Where a live tree, reference or node keeps what tracks it. */
export const live: unique symbol = Symbol('live');

export interface Tracker {
  /**
   * The node whose work runs right now and follows that node as a whole: its own reads need not be tracked one by one.
   * Absent while a derived value is worked out, for that must know its own inputs.
   */
  own: DtNode | undefined;
  /** The root's reference. */
  root: NodeRef | undefined;
  /** The indexes that were asked for, kept up to date by every update. */
  readonly indexes: Map<object, LiveIndex>;
  /** Tells whoever looks at the order of nodes that some came, went or moved. */
  trackOrder(): void;
}

/** How an index of nodes is kept while the tree changes. */
export interface LiveIndex {
  /** The node carries other keys than before, or is new. */
  update(ref: NodeRef, node: DtNode): void;
  remove(ref: NodeRef): void;
}

interface Tracked {
  readonly [live]?: Tracker;
}

/** What tracks a tree, a reference or a node; undefined for plain ones. */
export function trackerOf(it: DeviceTree | NodeRef | DtNode): Tracker | undefined {
  const thing: object & Tracked = it;
  return thing[live];
}

/** A node that is part of a live tree knows its way up. */
export interface LiveNode extends DtNode {
  readonly [live]: Tracker;
  readonly ref: NodeRef;
}

/** The reference of a node of a live tree; undefined for a plain node. */
export function liveRefOf(node: DtNode): NodeRef | undefined {
  const known: Partial<LiveNode> = node;
  return known[live] && known.ref;
}
