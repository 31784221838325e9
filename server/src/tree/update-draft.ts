/**
 * Gives a draft other events than it had and lets its children follow. A body that was replaced by a similar one
 * reaches only the children that it says something else about; otherwise the draft's children are worked out again
 * from all its events, and those that come out with the same events as before are left alone.
 */
import type { NodeSyntax } from '../syntax/ast';
import {
  appended,
  draftNode,
  findChild,
  isDeletion,
  replayedLabels,
  route,
  type DraftEvent,
  type DraftNode,
  type Sink,
  type Staleness,
} from './draft';
import type { Work } from './finish';
import { apply, rememberLabel, type Fold } from './fold';
import { matchByName } from './match-by-name';
import {
  childName,
  hasSameChildren,
  isForChild,
  replacedBodies,
  type ReplacedBody,
} from './replaced-bodies';

/** What has been found while the drafts are brought up to date. */
export interface Update {
  readonly fold: Fold;
  readonly work: Work;
  /** Labels that came, went or moved. */
  readonly labels: Set<string>;
  /** Nodes that nothing makes any more. */
  readonly dropped: Set<DraftNode>;
  /** Nodes came or went: paths may lead elsewhere. */
  isReshaped: boolean;
  /** Nodes changed places: of two with one label the other may be the first. */
  isReordered: boolean;
  /** A deletion is concerned: the drafts cannot be brought up to date. */
  isLost: boolean;
}

/** Gives the draft its new events. */
export function updateDraft(update: Update, draft: DraftNode, events: readonly DraftEvent[]): void {
  if (update.isLost) return;
  const before = draft.events;
  if (before.some(isDeletion) || events.some(isDeletion)) {
    update.isLost = true;
    return;
  }
  draft.events = events;
  const made = events[0]?.syntax;
  if (draft.parent !== undefined && made !== undefined) draft.at = made.target;
  relabel(update, draft, before);
  const replaced = replacedBodies(before, events);
  if (replaced?.every(hasSameChildren) === true) return followBodies(update, draft, replaced);
  const [only] = replaced ?? [];
  if (only !== undefined && replaced?.length === 1 && isFirstAlone(draft, only))
    return followFirst(update, draft, only);
  reroute(update, draft);
}

/** Notes what of a node is no longer true, and that the nodes above it are not what they were. */
export function markStale(draft: DraftNode, staleness: Staleness): void {
  if (draft.stale === 'no') markAbove(draft);
  if (draft.stale === 'no' || draft.stale === 'below') draft.stale = staleness;
  else if (staleness !== 'below' && staleness !== draft.stale) draft.stale = 'all';
}

function markAbove(draft: DraftNode): void {
  let child = draft;
  for (let above = child.parent; above !== undefined; above = child.parent) {
    (above.staleChildren ??= []).push(child);
    if (above.stale !== 'no') return;
    above.stale = 'below';
    child = above;
  }
}

function relabel(update: Update, draft: DraftNode, before: readonly DraftEvent[]): void {
  const old = labelTimes(before);
  const now = labelTimes(draft.events);
  if (old.length === 0 && now.length === 0) return;
  draft.labels = replayedLabels(draft.events);
  const isSame =
    old.length === now.length &&
    old.every((it, i) => it.name === now[i]?.name && it.order === now[i].order);
  if (isSame) return;
  for (const { name } of old) forgetLabel(update, name, draft);
  for (const { name } of now) {
    update.labels.add(name);
    rememberLabel(update.fold.labels, name, draft);
  }
}

interface LabelTime {
  readonly name: string;
  readonly order: number;
}

function labelTimes(events: readonly DraftEvent[]): readonly LabelTime[] {
  const times: LabelTime[] = [];
  for (const event of events)
    if (event.kind === 'first' || event.kind === 'body')
      for (const { name } of event.syntax.labels) times.push({ name, order: event.order });
  return times;
}

function forgetLabel({ labels, fold }: Update, name: string, draft: DraftNode): void {
  labels.add(name);
  const others = fold.labels.get(name)?.filter((it) => it !== draft) ?? [];
  if (others.length === 0) fold.labels.delete(name);
  else fold.labels.set(name, others);
}

/** The same children get other bodies. */
function followBodies(update: Update, draft: DraftNode, replaced: readonly ReplacedBody[]): void {
  for (const it of replaced) {
    update.work.statements += it.size;
    markStale(draft, it.isOwn ? 'own' : 'below');
  }
  if (replaced.length === 0) markStale(draft, 'below');
  for (const { gone, fresh, order } of replaced)
    for (const [i, now] of fresh.entries()) {
      const old = gone[i];
      if (old?.kind === 'node' && now.kind === 'node' && old !== now)
        replaceInChild(update, draft, old, now, order);
    }
}

function replaceInChild(
  update: Update,
  draft: DraftNode,
  old: NodeSyntax,
  now: NodeSyntax,
  order: number,
): void {
  const isReplaced = (it: DraftEvent) => it.syntax === old && it.order === order && !it.isDirect;
  const isMeant = ({ events }: DraftNode) => events.some(isReplaced);
  const name = childName(old);
  const first = name === undefined ? undefined : findChild(draft, name);
  // Of one name there may be several.
  const child = first && isMeant(first) ? first : draft.children.find(isMeant);
  if (child !== undefined) updateDraft(update, child, withBody(child.events, isReplaced, now));
}

/** The events with another body for one of them. */
export function withBody(
  events: readonly DraftEvent[],
  isReplaced: (event: DraftEvent) => boolean,
  syntax: NodeSyntax,
): readonly DraftEvent[] {
  return events.map((it) => (it.syntax !== undefined && isReplaced(it) ? { ...it, syntax } : it));
}

/** Whether only the first body differs and what it says of children is not taken up by a later one. */
function isFirstAlone({ events }: DraftNode, { index, gone, fresh }: ReplacedBody): boolean {
  if (index !== 0 || events[0]?.kind !== 'first') return false;
  if ([...gone, ...fresh].some((it) => it.kind === 'delete-node')) return false;
  const names = new Set([...gone, ...fresh].map(childName));
  return events
    .slice(1)
    .every(
      ({ kind, syntax }) =>
        kind !== 'fragment' &&
        syntax?.statements.some((it) => isForChild(it) && names.has(childName(it))) !== true,
    );
}

/** Each block of a first body makes a child, in the same order. */
function followFirst(update: Update, draft: DraftNode, replaced: ReplacedBody): void {
  const { gone, fresh, isOwn, order } = replaced;
  update.work.statements += replaced.size;
  const from = placeOf(draft, replaced);
  const children = fresh.map((syntax) => {
    const child = draftNode(childName(syntax) ?? '', syntax.target, draft);
    if (syntax.kind === 'node') child.events = [{ kind: 'first', syntax, order, isDirect: false }];
    return child;
  });
  markStale(draft, isOwn ? 'all' : 'children');
  exchange(update, draft, [from, from + gone.length], children);
}

/** Where among the children those stand that the differing part of a first body makes. */
function placeOf({ children }: DraftNode, { now, from }: ReplacedBody): number {
  const before = now.statements.slice(0, from).findLast(isForChild);
  if (before === undefined) return 0;
  const isMade = ({ events: [first] }: DraftNode) =>
    before.kind === 'node'
      ? first?.syntax === before
      : first?.kind === 'ghost' && first.at === before;
  return children.findIndex(isMade) + 1;
}

/** Works the children of a draft out from its events. */
function reroute(update: Update, draft: DraftNode): void {
  const shell = routed(update, draft);
  const isDeleting = draft.events.some((it) => it.kind === 'delete-child');
  if (isDeleting || (draft.childDeletions ?? shell.childDeletions) !== undefined) {
    update.isLost = true;
    return;
  }
  markStale(draft, 'all');
  exchange(update, draft, [0, draft.children.length], shell.children);
}

/** A draft with those events, whose children have got theirs but have done nothing with them. */
function routed({ work }: Update, { name, at, events }: DraftNode): DraftNode {
  const shell = draftNode(name, at, undefined);
  const sink: Sink = {
    send: (child, next) => {
      child.events = appended(child.events, next);
      child.isDeleted = isDeletion(next);
    },
    wasOf: () => undefined,
  };
  for (const event of events) {
    if (event.kind === 'delete-child') continue;
    work.statements += event.syntax?.statements.length ?? 0;
    route(shell, event, sink);
  }
  return shell;
}

/** Puts children in the place of others; those of the same name stay the same drafts, with other events. */
function exchange(
  update: Update,
  draft: DraftNode,
  [from, to]: readonly [number, number],
  children: readonly DraftNode[],
): void {
  update.isReshaped = true;
  const { matches, rest, isReordered } = matchByName(draft.children.slice(from, to), children);
  update.isReordered ||= isReordered;
  draft.childByName = undefined;
  for (const it of rest) drop(update, it);
  const now = children.map((fresh, i) => {
    const known = matches[i];
    if (known === undefined) grow(update, draft, fresh);
    else readmit(update, known, fresh.events);
    return known ?? fresh;
  });
  draft.children = [...draft.children.slice(0, from), ...now, ...draft.children.slice(to)];
}

/** A child that was there before, with what its parent now tells it. */
function readmit(update: Update, known: DraftNode, events: readonly DraftEvent[]): void {
  const inherited = known.events.filter((it) => !it.isDirect);
  if (isSameEvents(inherited, events)) return;
  const direct = known.events.filter((it) => it.isDirect);
  updateDraft(
    update,
    known,
    [...events, ...direct].sort((a, b) => a.order - b.order),
  );
}

function isSameEvents(a: readonly DraftEvent[], b: readonly DraftEvent[]): boolean {
  return (
    a.length === b.length &&
    a.every((it, i) => {
      const other = b[i];
      if (it.kind !== other?.kind || it.order !== other.order) return false;
      return it.syntax === other.syntax && (it.kind !== 'ghost' || isSameGhost(it, other));
    })
  );
}

function isSameGhost(a: DraftEvent & { readonly kind: 'ghost' }, b: DraftEvent): boolean {
  return b.kind === 'ghost' && a.at === b.at;
}

/** Lets a new draft do what its events say. */
function grow(update: Update, parent: DraftNode, fresh: DraftNode): void {
  const { events } = fresh;
  fresh.parent = parent;
  fresh.events = [];
  for (const event of events) apply(fresh, event, update.fold.labels);
  visit(fresh, (it) => {
    if (it.events.some(isDeletion)) update.isLost = true;
    for (const { label } of it.labels) update.labels.add(label.name);
  });
}

/** Takes a draft that nothing makes any more out of the books. */
function drop(update: Update, draft: DraftNode): void {
  visit(draft, (it) => {
    if (it.events.some(isDeletion)) update.isLost = true;
    update.dropped.add(it);
    for (const { label } of it.labels) forgetLabel(update, label.name, it);
  });
}

function visit(draft: DraftNode, see: (draft: DraftNode) => void): void {
  const pending = [draft];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    see(next);
    for (const child of next.children) pending.push(child);
  }
}
