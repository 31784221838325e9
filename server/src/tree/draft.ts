/**
 * The tree while it is being merged, with dtc's own bookkeeping: lists that keep deleted entries in their place,
 * because a deleted node that comes back takes its old slot (dtc livetree.c merge_nodes, delete_node). A draft keeps
 * what happened to it as a list of events, and its children follow from these alone: so one node can be made anew
 * when an event of it changes. Properties are merged when the node is finished (`finish.ts`).
 */
import type { Span } from '../preprocessor/token-stream';
import type { DeleteNodeSyntax, LabelSyntax, NodeSyntax } from '../syntax/ast';
import type { Deletion, DtNode } from './dt-node';

export interface DraftNode {
  readonly name: string;
  parent: DraftNode | undefined;
  /** Everything that happened to it, oldest first. */
  events: readonly DraftEvent[];
  /** In the order in which they were first met, deleted ones too; names may repeat. */
  children: readonly DraftNode[];
  /** The first child of each name, deleted or not; made for large nodes when they are first searched. */
  childByName: Map<string, DraftNode> | undefined;
  labels: readonly DraftLabel[];
  /** Children that its bodies deleted. */
  childDeletions: ChildDeletion[] | undefined;
  at: Span;
  isDeleted: boolean;
  /** The node as finished last. */
  node: DtNode | undefined;
  /** What of it is no longer true. */
  stale: Staleness;
  /** Children of which something is no longer true: those to look at as long as it has the children that it had. */
  staleChildren: DraftNode[] | undefined;
  /** Properties that one body sets twice. */
  repeated: readonly RepeatedProperty[];
  /** How many names are used twice in it and below. */
  duplicates: number;
}

/**
 * `below`: only nodes below it and which objects its bodies are; `own`: its properties; `children`: which children it
 * has; `all`: both.
 */
export type Staleness = 'no' | 'below' | 'own' | 'children' | 'all';

export type DraftEvent = BlockEvent | FragmentEvent | DeletionEvent | OmitEvent;

interface EventBase {
  /** Grows with each top-level statement. */
  readonly order: number;
  /** A top-level statement names this very node; otherwise it came through the parent. */
  readonly isDirect: boolean;
}

/**
 * `first`: the body that makes the node; `body`: a later one; `contents`: a later one whose labels are not taken;
 * `made`: the body of a fragment, which goes to its `__overlay__`.
 */
interface BlockEvent extends EventBase {
  readonly kind: 'first' | 'body' | 'contents' | 'made';
  readonly syntax: NodeSyntax;
}

/** The root gets a child `fragment@N`. */
interface FragmentEvent extends EventBase {
  readonly kind: 'fragment';
  readonly syntax: NodeSyntax;
  readonly name: string;
}

/** `ghost`: deleted in the body that would have made it; `delete-child`: a top-level statement deletes this child. */
type DeletionEvent =
  | (WithoutBody & { readonly kind: 'ghost'; readonly at: DeleteNodeSyntax })
  | (WithoutBody & { readonly kind: 'delete' })
  | (WithoutBody & {
      readonly kind: 'delete-child';
      readonly child: DraftNode;
      readonly at: DeleteNodeSyntax;
    });

interface OmitEvent extends WithoutBody {
  readonly kind: 'omit';
}

interface WithoutBody extends EventBase {
  readonly syntax?: undefined;
}

export interface DraftLabel {
  readonly label: LabelSyntax;
  readonly isDeleted: boolean;
}

export interface ChildDeletion {
  /** Which event of the node did it. */
  readonly event: number;
  readonly deletion: Deletion;
}

export interface RepeatedProperty {
  readonly name: string;
  readonly at: Span;
  readonly first: Span;
}

/** What is to be done with the events that follow for the children. */
export interface Sink {
  readonly send: (child: DraftNode, event: DraftEvent) => void;
  /** The child as it is before it is deleted. */
  readonly wasOf: (child: DraftNode, at: DeleteNodeSyntax) => DtNode | undefined;
}

/** Shared by all that have none: most nodes and properties have no label and no deletion. */
export const none: readonly never[] = [];

/** From so many entries on a list is searched through a map. */
export const fewEntries = 12;

export function draftNode(name: string, at: Span, parent: DraftNode | undefined): DraftNode {
  return {
    name,
    parent,
    events: none,
    children: none,
    childByName: undefined,
    labels: none,
    childDeletions: undefined,
    at,
    isDeleted: false,
    node: undefined,
    stale: 'all',
    staleChildren: undefined,
    repeated: none,
    duplicates: 0,
  };
}

/** The draft's own state after one more event; its children come after, through `route`. */
export function take(draft: DraftNode, event: DraftEvent): void {
  draft.events = appended(draft.events, event);
  draft.labels = labelsAfter(draft.labels, event);
  if (isBody(event)) draft.isDeleted = false;
  else if (isDeletion(event)) draft.isDeleted = true;
}

export function isBody(event: DraftEvent): event is BlockEvent {
  return event.kind === 'first' || event.kind === 'body' || event.kind === 'contents';
}

/** Whether the event deletes the node that it happens to. */
export function isDeletion(event: DraftEvent): boolean {
  return event.kind === 'ghost' || event.kind === 'delete';
}

/** The list with one more: a list belongs to its draft, only the empty one is shared. */
export function appended<T>(list: readonly T[], entry: T): readonly T[] {
  if (list.length === 0) return [entry];
  (list as T[]).push(entry);
  return list;
}

/** The labels after all of a node's events. */
export function replayedLabels(events: readonly DraftEvent[]): readonly DraftLabel[] {
  let labels: readonly DraftLabel[] = none;
  for (const event of events) labels = labelsAfter(labels, event);
  return labels;
}

/** A first body's labels in textual order; later ones in front, or revived where they stand (dtc add_label). */
function labelsAfter(labels: readonly DraftLabel[], event: DraftEvent): readonly DraftLabel[] {
  switch (event.kind) {
    case 'first':
      if (event.syntax.labels.length === 0) return labels;
      return [...event.syntax.labels.map((label) => ({ label, isDeleted: false })), ...labels];
    case 'body':
      return event.syntax.labels.reduce(withLabel, labels);
    case 'delete':
      return labels.length === 0 ? labels : labels.map(({ label }) => ({ label, isDeleted: true }));
    default:
      return labels;
  }
}

/** The labels with one more in front, or with it revived where it stands. */
export function withLabel(
  labels: readonly DraftLabel[],
  label: LabelSyntax,
): readonly DraftLabel[] {
  const at = labels.findIndex((it) => it.label.name === label.name);
  const known = labels[at];
  if (known === undefined) return [{ label, isDeleted: false }, ...labels];
  return known.isDeleted ? labels.with(at, { ...known, isDeleted: false }) : labels;
}

export function liveLabels(labels: readonly DraftLabel[]): readonly LabelSyntax[] {
  return labels.length === 0 ? none : labels.filter((it) => !it.isDeleted).map((it) => it.label);
}

/** Makes the children that the last event of a draft calls for, and sends all concerned what follows for them. */
export function route(draft: DraftNode, event: DraftEvent, sink: Sink): void {
  switch (event.kind) {
    case 'first':
      return routeFirst(draft, event, sink);
    case 'body':
    case 'contents':
      return routeLater(draft, event, sink);
    case 'fragment':
      return sink.send(appendChild(draft, event.name, event.syntax.target), {
        ...inherited(event),
        kind: 'made',
        syntax: event.syntax,
      });
    case 'made':
      return sink.send(appendChild(draft, '__overlay__', event.syntax.target), {
        ...inherited(event),
        kind: 'first',
        syntax: event.syntax,
      });
    case 'delete-child':
      recordDeletion(draft, event.at, event.child.name, event.child, sink);
      return sink.send(event.child, { ...inherited(event), kind: 'delete' });
    case 'delete':
      for (const child of draft.children)
        if (!child.isDeleted) sink.send(child, { ...inherited(event), kind: 'delete' });
      return;
    default:
      return;
  }
}

function inherited(event: DraftEvent): EventBase {
  return { order: event.order, isDirect: false };
}

/** A node's first body: everything is taken as written; deletions in it have no effect (dtc build_node). */
function routeFirst(draft: DraftNode, event: BlockEvent, { send }: Sink): void {
  const { order } = event;
  for (const statement of event.syntax.statements) {
    if (statement.kind === 'node' && statement.target.kind === 'name') {
      const child = appendChild(draft, statement.target.text, statement.target);
      send(child, { kind: 'first', syntax: statement, order, isDirect: false });
    } else if (statement.kind === 'delete-node' && statement.target.kind === 'name') {
      const child = appendChild(draft, statement.target.text, statement.target);
      send(child, { kind: 'ghost', at: statement, order, isDirect: false });
    }
  }
}

/** A later body: known children are merged, new ones go to the end (dtc merge_nodes). */
function routeLater(draft: DraftNode, event: BlockEvent, sink: Sink): void {
  const { order } = event;
  for (const statement of event.syntax.statements) {
    if (statement.kind === 'node' && statement.target.kind === 'name') {
      const known = findChild(draft, statement.target.text);
      sink.send(known ?? appendChild(draft, statement.target.text, statement.target), {
        kind: known === undefined ? 'first' : 'body',
        syntax: statement,
        order,
        isDirect: false,
      });
    } else if (statement.kind === 'delete-node' && statement.target.kind === 'name') {
      const name = statement.target.text;
      const known = findLiveChild(draft, name);
      recordDeletion(draft, statement, name, known, sink);
      if (known) sink.send(known, { kind: 'delete', order, isDirect: false });
    }
  }
}

function recordDeletion(
  draft: DraftNode,
  at: DeleteNodeSyntax,
  name: string,
  child: DraftNode | undefined,
  sink: Sink,
): void {
  const was = child && sink.wasOf(child, at);
  const deletion: Deletion = { kind: 'node', name, at, ...(was && { was }) };
  (draft.childDeletions ??= []).push({ event: draft.events.length - 1, deletion });
}

/** Appends a child; the first of a name is the one that later blocks find. */
function appendChild(parent: DraftNode, name: string, at: Span): DraftNode {
  const child = draftNode(name, at, parent);
  parent.children = appended(parent.children, child);
  const { childByName } = parent;
  if (childByName?.has(name) === false) childByName.set(name, child);
  return child;
}

/** The first child of that name, deleted or not. */
export function findChild(node: DraftNode, name: string): DraftNode | undefined {
  if (node.children.length < fewEntries) return node.children.find((it) => it.name === name);
  node.childByName ??= firstByName(node.children);
  return node.childByName.get(name);
}

/** The first child of that name that is not deleted. */
export function findLiveChild(node: DraftNode, name: string): DraftNode | undefined {
  const first = findChild(node, name);
  return first?.isDeleted === true
    ? node.children.find((it) => it.name === name && !it.isDeleted)
    : first;
}

/** The first entry of each name. */
export function firstByName<T extends { readonly name: string }>(
  entries: readonly T[],
): Map<string, T> {
  const first = new Map<string, T>();
  for (const it of entries) if (!first.has(it.name)) first.set(it.name, it);
  return first;
}
