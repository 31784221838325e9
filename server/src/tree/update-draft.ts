/**
 * Gives a draft other events than it had and lets its children follow. A body that was replaced by a similar one
 * reaches only the children that it says something new about; otherwise the draft's children are worked out again
 * from all its events, and those that come out with the same events as before are left alone.
 */
import type { NodeSyntax, Statement } from '../syntax/ast';
import { commonEnds } from './align-operations';
import {
  appended,
  draftNode,
  isBody,
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
export function updateDraft(
  update: Update,
  draft: DraftNode,
  events: readonly DraftEvent[],
): void {
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
  const replaced = replacedBodies(update, before, events);
  if (replaced === undefined) return reroute(update, draft);
  markStale(draft, replaced.isOwn ? 'own' : 'below');
  for (const it of replaced.blocks) replaceInChild(update, draft, it);
}

/** Notes what of a node is no longer true, and that the nodes above it are not what they were. */
export function markStale(draft: DraftNode, staleness: Staleness): void {
  for (
    let above = draft.stale === 'no' ? draft.parent : undefined;
    above?.stale === 'no';
    above = above.parent
  )
    above.stale = 'below';
  if (draft.stale === 'no' || draft.stale === 'below' || staleness === 'all')
    draft.stale = staleness;
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

/** A block of a child that took the place of another one. */
interface ReplacedBlock {
  readonly old: NodeSyntax;
  readonly now: NodeSyntax;
  readonly order: number;
}

interface ReplacedBodies {
  readonly blocks: readonly ReplacedBlock[];
  /** Something other than blocks of children changed. */
  readonly isOwn: boolean;
}

/** What differs when the events differ in their bodies only and the bodies have blocks for the same children. */
function replacedBodies(
  { work }: Update,
  before: readonly DraftEvent[],
  after: readonly DraftEvent[],
): ReplacedBodies | undefined {
  if (before.length !== after.length) return undefined;
  const blocks: ReplacedBlock[] = [];
  let isOwn = false;
  for (const [i, now] of after.entries()) {
    const old = before[i];
    if (old === now) continue;
    if (old?.kind !== now.kind || old.order !== now.order || old.isDirect !== now.isDirect)
      return undefined;
    if (old.syntax === undefined || now.syntax === undefined) return undefined;
    const { order } = now;
    if (!isBody(now)) {
      blocks.push({ old: old.syntax, now: now.syntax, order });
      isOwn = true;
      continue;
    }
    const pairs = replacedBlocks(old.syntax.statements, now.syntax.statements, work);
    if (pairs === undefined) return undefined;
    isOwn ||= pairs.isOwn;
    for (const pair of pairs.blocks) blocks.push({ ...pair, order });
  }
  return { blocks, isOwn };
}

function replacedBlocks(
  before: readonly Statement[],
  after: readonly Statement[],
  work: Work,
):
  | { readonly blocks: readonly Omit<ReplacedBlock, 'order'>[]; readonly isOwn: boolean }
  | undefined {
  const [front, back] = commonEnds(before, after, (a, b) => a === b);
  const gone = before.slice(front, before.length - back);
  const fresh = after.slice(front, after.length - back);
  work.statements += gone.length + fresh.length;
  const old = gone.filter(isForChild);
  const now = fresh.filter(isForChild);
  if (old.length !== now.length) return undefined;
  const blocks: Omit<ReplacedBlock, 'order'>[] = [];
  for (const [i, b] of now.entries()) {
    const a = old[i];
    if (a === b) continue;
    if (a?.kind !== 'node' || b.kind !== 'node' || nameOf(a) !== nameOf(b)) return undefined;
    blocks.push({ old: a, now: b });
  }
  return { blocks, isOwn: old.length < gone.length || now.length < fresh.length };
}

function isForChild(statement: Statement): boolean {
  return statement.kind === 'node' || statement.kind === 'delete-node';
}

function nameOf({ target }: NodeSyntax): string | undefined {
  return target.kind === 'name' ? target.text : undefined;
}

function replaceInChild(update: Update, draft: DraftNode, { old, now, order }: ReplacedBlock): void {
  const isReplaced = (it: DraftEvent) => it.syntax === old && it.order === order && !it.isDirect;
  const child = draft.children.find((it) => it.events.some(isReplaced));
  if (child === undefined) return;
  updateDraft(update, child, withBody(child.events, isReplaced, now));
}

/** The events with another body for one of them. */
export function withBody(
  events: readonly DraftEvent[],
  isReplaced: (event: DraftEvent) => boolean,
  syntax: NodeSyntax,
): readonly DraftEvent[] {
  return events.map((it) =>
    it.syntax !== undefined && isReplaced(it) ? { ...it, syntax } : it,
  );
}

/** Works the children of a draft out from its events. */
function reroute(update: Update, draft: DraftNode): void {
  if (draft.childDeletions !== undefined || draft.events.some((it) => it.kind === 'delete-child')) {
    update.isLost = true;
    return;
  }
  update.isReshaped = true;
  const shell = routed(update, draft);
  if (shell.childDeletions !== undefined) {
    update.isLost = true;
    return;
  }
  const { matches, rest, isReordered } = matchByName(draft.children, shell.children);
  update.isReordered ||= isReordered;
  markStale(draft, 'all');
  draft.childByName = undefined;
  for (const it of rest) drop(update, it);
  draft.children = shell.children.map((fresh, i) => {
    const known = matches[i];
    if (known === undefined) grow(update, draft, fresh);
    else readmit(update, known, fresh.events);
    return known ?? fresh;
  });
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
    work.statements += event.syntax?.statements.length ?? 0;
    route(shell, event, sink);
  }
  return shell;
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
      return (
        it.kind === other?.kind &&
        it.order === other.order &&
        it.syntax === other.syntax &&
        (it.kind !== 'ghost' || (other.kind === 'ghost' && it.at === other.at))
      );
    })
  );
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
