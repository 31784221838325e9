/**
 * Brings the drafts of an earlier fold to what folding the edited source would give, at the cost of what was edited:
 * statements are told apart by identity. Each node's children follow from its events, so an edit is an event that
 * comes, goes or gets another body, and only the nodes that it reaches are looked at. A reference is looked up again
 * where a label or a node that it depends on came or went, in source order, since each may decide about those after
 * it. Deletions look back at what there was: when one is concerned the drafts are given up.
 */
import type { FileSyntax } from '../syntax/ast';
import { isPlugin } from '../syntax/file-order';
import { alignFile, orderOperations, type AlignedFile } from './align-operations';
import type { DraftEvent, DraftNode } from './draft';
import { findAt } from './find-at';
import type { Work } from './finish';
import { eventOf, rootSpan, type Fold } from './fold';
import type { Operation } from './operations';
import { markStale, updateDraft, withBody, type Update } from './update-draft';

/** The drafts brought up to date, or undefined when they had to be given up; the old ones are changed in any case. */
export function resume(old: Fold, files: readonly FileSyntax[], work: Work): Fold | undefined {
  const aligned = alignAll(old, files);
  if (aligned === undefined) return undefined;
  const fold: Fold = { ...old, files: aligned.map((it) => it.file) };
  const update: Update = {
    fold,
    work,
    labels: new Set(),
    dropped: new Set(),
    isReshaped: false,
    isReordered: false,
    isLost: false,
  };
  const isAdded = aligned.some((it) => it.added.length > 0);
  if (isAdded && !orderOperations(fold.files)) return undefined;
  moveRoot(fold, files[0]);
  for (const { removed } of aligned) for (const it of removed) detach(update, it);
  for (const { replaced } of aligned) for (const [, now] of replaced) replace(update, now);
  const added = new Set(aligned.flatMap((it) => it.added));
  lookUp(update, added);
  return update.isLost ? undefined : fold;
}

/** Undefined when the sources are too unlike. */
function alignAll(old: Fold, files: readonly FileSyntax[]): readonly AlignedFile[] | undefined {
  const [base] = files;
  if (base === undefined || files.length !== old.files.length) return undefined;
  if (isPlugin(base) !== old.isOverlay) return undefined;
  if (old.root.events.some((it) => it.kind === 'delete')) return undefined;
  const aligned: AlignedFile[] = [];
  for (const [i, before] of old.files.entries()) {
    const syntax = files[i];
    if (syntax !== undefined) aligned.push(alignFile(before, syntax, i));
  }
  // What becomes a fragment, and its number, depends on all that stands before it.
  const isSettled = aligned.every((it) => it.added.length === 0 && it.removed.length === 0);
  return old.isOverlay && !isSettled ? undefined : aligned;
}

function moveRoot({ root }: Fold, base: FileSyntax | undefined): void {
  const at = rootSpan(base);
  if (at === root.at) return;
  root.at = at;
  markStale(root, 'below');
}

/** A body took the place of another one; that of a node which is gone waits until its reference is looked up. */
function replace(update: Update, now: Operation): void {
  if (now.kind === 'delete') update.isLost = true;
  if (now.node === undefined || now.kind === 'delete' || now.kind === 'omit') return;
  if (update.dropped.has(now.node)) return;
  const events = withBody(now.node.events, (it) => isOf(it, now), now.body);
  updateDraft(update, now.node, events);
}

function isOf(event: DraftEvent, { order }: Operation): boolean {
  return event.isDirect && event.order === order;
}

/** The node is no longer changed by the operation. */
function detach(update: Update, operation: Operation): void {
  const { node } = operation;
  if (node === undefined || update.dropped.has(node)) return;
  if (operation.kind === 'delete') update.isLost = true;
  setEvents(
    update,
    node,
    node.events.filter((it) => !isOf(it, operation)),
  );
}

function attach(update: Update, node: DraftNode, operation: Operation): void {
  if (operation.kind === 'delete') {
    update.isLost = true;
    return;
  }
  const event: DraftEvent =
    operation.kind === 'root'
      ? { kind: 'contents', syntax: operation.body, order: operation.order, isDirect: true }
      : eventOf(operation);
  const at = node.events.findLastIndex((it) => it.order < event.order) + 1;
  setEvents(update, node, node.events.toSpliced(at, 0, event));
}

function setEvents(update: Update, node: DraftNode, events: readonly DraftEvent[]): void {
  updateDraft(update, node, node === update.fold.root ? withFirst(events) : events);
}

/** The first `/ { }` makes the root, the others are merged into it. */
function withFirst(events: readonly DraftEvent[]): readonly DraftEvent[] {
  let hasRoot = false;
  return events.map((event): DraftEvent => {
    const isRoot = event.syntax?.target.kind === 'root';
    const kind = hasRoot ? 'contents' : 'first';
    if (isRoot || event.kind === 'fragment') hasRoot = true;
    if (!isRoot || event.kind === kind) return event;
    return { kind, syntax: event.syntax, order: event.order, isDirect: true };
  });
}

/** Looks up the references of new operations, and of those that what came and went may concern. */
function lookUp(update: Update, added: ReadonlySet<Operation>): void {
  const { fold } = update;
  if (added.size === 0 && update.labels.size === 0 && !update.isReshaped) return;
  for (const { operations } of fold.files)
    for (const operation of operations) {
      if (update.isLost) return;
      if (!added.has(operation) && !isConcerned(update, operation)) continue;
      lookUpOne(update, operation);
    }
}

function isConcerned(update: Update, operation: Operation): boolean {
  if (operation.kind === 'root') return false;
  const { form, text } = operation.target;
  if (form === 'path') return update.isReshaped;
  const isShared = update.isReordered && (update.fold.labels.get(text)?.length ?? 0) > 1;
  return isShared || update.labels.has(text);
}

function lookUpOne(update: Update, operation: Operation): void {
  const { fold } = update;
  const found =
    operation.kind === 'root' ? fold.root : findAt(fold, operation.target, operation.order);
  if (found === 'unclear' || fold.isOverlay) {
    update.isLost = true;
    return;
  }
  if (found === operation.node) return;
  detach(update, operation);
  operation.node = found;
  if (found !== undefined) attach(update, found, operation);
}
