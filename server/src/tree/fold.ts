/**
 * The fold of operations into drafts, in source order: references are looked up at that point of the source, and an
 * overlay's unknown references become `fragment@N` nodes (dtc dt-parser.y, livetree.c).
 */
import { emptySpan, headOf } from '../syntax/statement-spans';
import type { Span } from '../preprocessor/token-stream';
import type { FileSyntax, ReferenceSyntax } from '../syntax/ast';
import { isPlugin } from '../syntax/file-order';
import {
  draftNode,
  findLiveChild,
  none,
  route,
  take,
  type DraftEvent,
  type DraftNode,
  type Sink,
} from './draft';
import { snapshot } from './finish';
import { operationsOf, type FileOperations, type Operation } from './operations';

/** Drafts and all that is needed to change them when the source changes. */
export interface Fold {
  readonly root: DraftNode;
  readonly labels: LabelIndex;
  readonly files: readonly FileOperations[];
  /** The base is an overlay itself. */
  readonly isOverlay: boolean;
}

/** Nodes that ever got a label; whether the label is alive is asked of the node. */
export type LabelIndex = Map<string, DraftNode[]>;

/** Folds a whole source. */
export function fold(syntaxes: readonly FileSyntax[]): Fold {
  const [base] = syntaxes;
  const files = syntaxes.map((syntax, i) => ({
    syntax,
    operations: operationsOf(i, syntax.statements),
  }));
  const state: State = {
    root: draftNode('', rootSpan(base), undefined),
    labels: new Map(),
    files,
    isOverlay: base !== undefined && isPlugin(base),
    hasRoot: false,
    fragments: 0,
  };
  let order = 0;
  for (const { operations } of files)
    for (const operation of operations) {
      operation.order = order++;
      operation.node = perform(state, operation);
    }
  return state;
}

interface State extends Fold {
  hasRoot: boolean;
  fragments: number;
}

/** Where to point when the root node is meant. */
export function rootSpan(file: FileSyntax | undefined): Span {
  const node = file?.statements.find((it) => it.kind === 'node' && it.target.kind === 'root');
  if (node?.kind === 'node') return node.target;
  const first = file?.statements[0];
  return first === undefined ? emptySpan : headOf(first);
}

/** Does what a top-level statement says; returns the node that it changed, undefined when it named none. */
function perform(state: State, operation: Operation): DraftNode | undefined {
  const { root, labels } = state;
  const { order } = operation;
  if (operation.kind === 'root') {
    const kind = state.hasRoot ? 'contents' : 'first';
    state.hasRoot = true;
    apply(root, { kind, syntax: operation.body, order, isDirect: true }, labels);
    return root;
  }
  const node = isFragment(state, operation) ? undefined : find(state, operation.target);
  if (node === undefined) return addFragment(state, operation);
  if (operation.kind === 'delete') deleteNode(state, node, operation);
  else apply(node, eventOf(operation), labels);
  return node;
}

type TargetedOperation = Exclude<Operation, { kind: 'root' }>;

/** What a block or a mark does to the node that it names. */
export function eventOf(operation: Exclude<TargetedOperation, { kind: 'delete' }>): DraftEvent {
  const { order } = operation;
  if (operation.kind === 'omit') return { kind: 'omit', order, isDirect: true };
  const kind = operation.kind === 'block' ? 'body' : 'contents';
  return { kind, syntax: operation.body, order, isDirect: true };
}

/** A path in an overlay is a path of the tree that it will be applied to. */
function isFragment(state: State, operation: TargetedOperation): boolean {
  return (
    state.isOverlay &&
    operation.kind === 'block' &&
    operation.target.form === 'path' &&
    operation.body.labels.length === 0
  );
}

/** `&label { }` or `&{/path} { }` of an overlay (dtc livetree.c add_orphan_node). */
function addFragment(state: State, operation: TargetedOperation): DraftNode | undefined {
  if (!state.isOverlay || operation.kind !== 'block' || operation.body.labels.length > 0)
    return undefined;
  const { body: syntax, order } = operation;
  const name = `fragment@${state.fragments++}`;
  state.hasRoot = true;
  apply(state.root, { kind: 'fragment', syntax, name, order, isDirect: true }, state.labels);
  return state.root;
}

function deleteNode(
  { labels }: State,
  child: DraftNode,
  { at, order }: Extract<Operation, { kind: 'delete' }>,
): void {
  const { parent } = child;
  if (parent === undefined) apply(child, { kind: 'delete', order, isDirect: true }, labels);
  else apply(parent, { kind: 'delete-child', child, at, order, isDirect: true }, labels);
}

/** Lets something happen to a node, and all that follows from it to the nodes below. */
export function apply(draft: DraftNode, event: DraftEvent, labels: LabelIndex): void {
  take(draft, event);
  remember(draft, event, labels);
  if (event.kind === 'first') return applyFirst(draft, event, labels);
  route(draft, event, {
    send: (child, next) => {
      apply(child, next, labels);
    },
    wasOf: snapshot,
  });
}

/** First bodies need no looking back, so their depth costs no stack. */
function applyFirst(draft: DraftNode, event: DraftEvent, labels: LabelIndex): void {
  const pending: (readonly [DraftNode, DraftEvent])[] = [];
  const sink: Sink = {
    send: (child, next) => {
      take(child, next);
      remember(child, next, labels);
      if (next.kind === 'first') pending.push([child, next]);
    },
    wasOf: snapshot,
  };
  route(draft, event, sink);
  for (let next = pending.pop(); next !== undefined; next = pending.pop())
    route(next[0], next[1], sink);
}

function remember(draft: DraftNode, event: DraftEvent, labels: LabelIndex): void {
  if (event.kind !== 'first' && event.kind !== 'body') return;
  for (const { name } of event.syntax.labels) rememberLabel(labels, name, draft);
}

/** Notes that a node has or had a label. */
export function rememberLabel(labels: LabelIndex, name: string, draft: DraftNode): void {
  const nodes = labels.get(name);
  if (nodes === undefined) labels.set(name, [draft]);
  else if (!nodes.includes(draft)) nodes.push(draft);
}

/** The node that a reference names now: by path, else the first in depth-first order with that label (dtc get_node_by_label). */
function find({ root, labels }: Fold, { form, text }: ReferenceSyntax): DraftNode | undefined {
  if (form === 'path') return findPath(root, text);
  return firstInTree(
    root,
    (labels.get(text) ?? none).filter((it) => isLive(it, text)),
  );
}

function isLive(node: DraftNode, label: string): boolean {
  for (let at: DraftNode | undefined = node; at !== undefined; at = at.parent)
    if (at.isDeleted) return false;
  return node.labels.some((it) => it.label.name === label && !it.isDeleted);
}

/** The live node of that path; repeated slashes are tolerated as by dtc. */
export function findPath(root: DraftNode, path: string): DraftNode | undefined {
  let node: DraftNode | undefined = root.isDeleted ? undefined : root;
  for (const name of path.split('/')) {
    if (name === '' || node === undefined) continue;
    node = findLiveChild(node, name);
  }
  return node;
}

/** Which of some nodes a walk through the tree meets first. */
export function firstInTree(root: DraftNode, nodes: readonly DraftNode[]): DraftNode | undefined {
  if (nodes.length < 2) return nodes[0];
  const wanted = new Set(nodes);
  const pending = [root];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (wanted.has(next)) return next;
    for (let i = next.children.length - 1; i >= 0; i--) {
      const child = next.children[i];
      if (child !== undefined) pending.push(child);
    }
  }
  return undefined;
}
