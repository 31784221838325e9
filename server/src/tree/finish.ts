/**
 * Makes the composed nodes of a draft: live entries only. What has not changed since the draft was finished last, or
 * since another tree, stays the same object. Two live entries of one name are dtc's errors `duplicate_node_names` and
 * `duplicate_property_names`: the later one is reported and left out.
 */
import type { Problem } from '../preprocessor/problem';
import type { Span } from '../preprocessor/token-stream';
import type { NodeSyntax } from '../syntax/ast';
import {
  isBody,
  liveLabels,
  none,
  type DraftEvent,
  type DraftNode,
  type RepeatedProperty,
} from './draft';
import { withChildren } from './child-nodes';
import { mergeProperties } from './draft-properties';
import type { DtNode } from './dt-node';
import { isSameList, isSameMap } from './same';

/** What a composition cost: equal for equal edits, however large the tree. */
export interface Work {
  /** Nodes that were made or looked at again. */
  nodes: number;
  /** Statements whose effect was worked out. */
  statements: number;
}

/** Shared by all leaves; never written to. */
const noChildren: ReadonlyMap<string, DtNode> = new Map();

/** The finished node; `old` is the root of an earlier tree. Nodes are listed first, since depth must cost no stack. */
export function finish(root: DraftNode, old: DtNode | undefined, work: Work): DtNode {
  const drafts = [root];
  const olds = [root.node ?? old];
  for (let i = 0; i < drafts.length; i++) {
    const draft = drafts[i];
    if (draft === undefined || !isUnfinished(draft)) continue;
    for (const child of hasChildrenAsBefore(draft) ? staleChildren(draft) : draft.children) {
      if (child.isDeleted || !isUnfinished(child)) continue;
      drafts.push(child);
      olds.push(olds[i]?.children.get(child.name) ?? child.node);
    }
  }
  for (let i = drafts.length - 1; i > 0; i--) {
    const draft = drafts[i];
    if (draft !== undefined) finishOne(draft, olds[i], work);
  }
  return finishOne(root, olds[0], work);
}

/** The same children in the same places, some of them new. */
function hasChildrenAsBefore({ node, stale }: DraftNode): boolean {
  return node !== undefined && (stale === 'below' || stale === 'own');
}

function staleChildren(draft: DraftNode): readonly DraftNode[] {
  return draft.staleChildren ?? none;
}

function isUnfinished({ stale, node }: DraftNode): boolean {
  return stale !== 'no' || node === undefined;
}

/** The node of a draft whose children are finished. */
function finishOne(draft: DraftNode, old: DtNode | undefined, work: Work): DtNode {
  if (!isUnfinished(draft) && draft.node !== undefined) return draft.node;
  work.nodes++;
  const own = ownEntries(draft, old, work);
  const children = childNodes(draft, old);
  const node = nodeOf(draft, own, children, old);
  draft.node = node;
  draft.stale = 'no';
  draft.staleChildren = undefined;
  return node;
}

/** The node as it is now, while it is still being merged. */
export function snapshot(draft: DraftNode): DtNode {
  const children = new Map<string, DtNode>();
  for (const it of draft.children)
    if (!it.isDeleted && !children.has(it.name)) children.set(it.name, snapshot(it));
  return nodeOf(draft, mergeProperties(draft, undefined), children, undefined);
}

type Own = Pick<DtNode, 'properties' | 'deletions'>;

function nodeOf(
  draft: DraftNode,
  { properties, deletions }: Own,
  children: ReadonlyMap<string, DtNode>,
  old: DtNode | undefined,
): DtNode {
  const node: DtNode = {
    name: draft.name,
    labels: liveLabels(draft.labels),
    properties,
    children,
    definitions: definitionsOf(draft),
    deletions,
    wasLabelled: draft.labels.length > 0,
    isOmittable: draft.events.some(isOmission),
    at: draft.at,
  };
  return old !== undefined && isSameShallow(node, old) ? old : node;
}

function isSameShallow(a: DtNode, b: DtNode): boolean {
  return (
    a.at === b.at &&
    a.properties === b.properties &&
    a.children === b.children &&
    a.deletions === b.deletions &&
    a.wasLabelled === b.wasLabelled &&
    a.isOmittable === b.isOmittable &&
    isSameList(a.definitions, b.definitions) &&
    isSameList(a.labels, b.labels)
  );
}

function isOmission(event: DraftEvent): boolean {
  return event.kind === 'omit' || (event.kind === 'first' && event.syntax.isOmittable);
}

function definitionsOf({ events }: DraftNode): readonly NodeSyntax[] {
  const definitions: NodeSyntax[] = [];
  for (const event of events) if (isBody(event)) definitions.push(event.syntax);
  return definitions;
}

function ownEntries(draft: DraftNode, old: DtNode | undefined, work: Work): Own {
  const { node, stale } = draft;
  if (node !== undefined && (stale === 'below' || stale === 'children')) return node;
  const merged = mergeProperties(draft, old);
  work.statements += merged.properties.size + merged.deletions.length;
  draft.repeated = merged.repeated;
  return merged;
}

function childNodes(draft: DraftNode, old: DtNode | undefined): ReadonlyMap<string, DtNode> {
  if (draft.children.length === 0) {
    draft.duplicates = draft.repeated.length;
    return noChildren;
  }
  const { node } = draft;
  const isUnique = draft.duplicates === 0 && draft.repeated.length === 0;
  return node !== undefined && isUnique && hasChildrenAsBefore(draft)
    ? replacedChildren(draft, node.children)
    : collectedChildren(draft, old);
}

/** No name was used twice, here or below. */
function replacedChildren(
  draft: DraftNode,
  old: ReadonlyMap<string, DtNode>,
): ReadonlyMap<string, DtNode> {
  const changed: DtNode[] = [];
  for (const { node, isDeleted, duplicates } of staleChildren(draft)) {
    if (isDeleted || node === undefined) continue;
    draft.duplicates += duplicates;
    if (old.get(node.name) !== node) changed.push(node);
  }
  return withChildren(old, changed);
}

function collectedChildren(draft: DraftNode, old: DtNode | undefined): ReadonlyMap<string, DtNode> {
  const children = new Map<string, DtNode>();
  let duplicates = draft.repeated.length;
  for (const child of draft.children) {
    if (child.isDeleted || child.node === undefined) continue;
    if (children.has(child.name)) {
      duplicates++;
      continue;
    }
    children.set(child.name, child.node);
    duplicates += child.duplicates;
  }
  draft.duplicates = duplicates;
  if (children.size === 0) return noChildren;
  return old !== undefined && isSameMap(children, old.children) ? old.children : children;
}

/** Reports the names that are used twice, in the order of the tree. */
export function reportDuplicates(draft: DraftNode, path: string, problems: Problem[]): void {
  if (draft.duplicates === 0) return;
  for (const it of draft.repeated) problems.push(duplicateProperty(path, it));
  const first = new Map<string, Span>();
  for (const child of draft.children) {
    if (child.isDeleted) continue;
    const childPath = path === '/' ? `/${child.name}` : `${path}/${child.name}`;
    const earlier = first.get(child.name);
    if (earlier !== undefined) problems.push(duplicateNode(childPath, child.at, earlier));
    else reportDuplicates(child, childPath, problems);
    first.set(child.name, earlier ?? child.at);
  }
}

function duplicateProperty(path: string, { name, at, first }: RepeatedProperty): Problem {
  return {
    code: 'dtc/duplicate_property_names',
    severity: 'error',
    message: `property "${name}" is already set in this body of ${path}: remove one of the two`,
    at,
    related: [{ at: first, message: 'set first here' }],
  };
}

function duplicateNode(path: string, later: Span, first: Span): Problem {
  return {
    code: 'dtc/duplicate_node_names',
    severity: 'error',
    message: `node ${path} is already there in the same body: rename one or merge the two`,
    at: later,
    related: [{ at: first, message: 'defined first here' }],
  };
}
