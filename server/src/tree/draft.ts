/**
 * The tree while it is being merged, with dtc's own bookkeeping: lists that keep deleted entries in their place,
 * because a deleted node or property that comes back takes its old slot (dtc livetree.c merge_nodes, delete_node).
 */
import type { Problem } from '../preprocessor/problem';
import type { Span } from '../preprocessor/token-stream';
import type { LabelSyntax, NodeSyntax, PropertySyntax, ValuePart } from '../syntax/ast';
import type { Deletion, DtNode, DtProperty } from './dt-node';

export interface DraftNode {
  readonly name: string;
  readonly properties: DraftProperty[];
  readonly children: DraftNode[];
  /** The first entry of each name, deleted or not; made for large nodes when they are first searched. */
  propertyByName: Map<string, DraftProperty> | undefined;
  childByName: Map<string, DraftNode> | undefined;
  labels: readonly DraftLabel[];
  readonly definitions: NodeSyntax[];
  /** Made with the first. */
  deletions: Deletion[] | undefined;
  readonly at: Span;
  parent: DraftNode | undefined;
  isDeleted: boolean;
  isOmittable: boolean;
}

export interface DraftProperty {
  readonly name: string;
  labels: readonly DraftLabel[];
  definitions: readonly PropertySyntax[];
  parts: readonly ValuePart[];
  at: Span;
  isDeleted: boolean;
}

export interface DraftLabel {
  readonly label: LabelSyntax;
  isDeleted: boolean;
}

/** Shared by all leaves; never written to. */
const noChildren = new Map<string, DtNode>();

/** Shared by all that have none: most nodes and properties have no label and no deletion. */
const none: readonly never[] = [];

/** From so many entries on a list is searched through a map. */
const fewEntries = 12;

export function draftNode(name: string, at: Span): DraftNode {
  return {
    name,
    properties: [],
    children: [],
    propertyByName: undefined,
    childByName: undefined,
    labels: none,
    definitions: [],
    deletions: undefined,
    at,
    parent: undefined,
    isDeleted: false,
    isOmittable: false,
  };
}

/** Appends a child; the first of a name is the one that later blocks find. */
export function appendChild(parent: DraftNode, child: DraftNode): void {
  child.parent = parent;
  parent.children.push(child);
  const { childByName } = parent;
  if (childByName?.has(child.name) === false) childByName.set(child.name, child);
}

export function appendProperty(node: DraftNode, property: DraftProperty): void {
  node.properties.push(property);
  const { propertyByName } = node;
  if (propertyByName?.has(property.name) === false) propertyByName.set(property.name, property);
}

/** The first child of that name, deleted or not. */
export function findChild(node: DraftNode, name: string): DraftNode | undefined {
  if (node.children.length < fewEntries) return node.children.find((it) => it.name === name);
  node.childByName ??= firstByName(node.children);
  return node.childByName.get(name);
}

/** The first property of that name, deleted or not. */
export function findProperty(node: DraftNode, name: string): DraftProperty | undefined {
  if (node.properties.length < fewEntries) return node.properties.find((it) => it.name === name);
  node.propertyByName ??= firstByName(node.properties);
  return node.propertyByName.get(name);
}

function firstByName<T extends { readonly name: string }>(entries: readonly T[]): Map<string, T> {
  const first = new Map<string, T>();
  for (const it of entries) if (!first.has(it.name)) first.set(it.name, it);
  return first;
}

/** The labels with one more in front, or with it revived where it stands. */
export function withLabel(
  labels: readonly DraftLabel[],
  label: LabelSyntax,
): readonly DraftLabel[] {
  const known = labels.find((it) => it.label.name === label.name);
  if (known === undefined) return [{ label, isDeleted: false }, ...labels];
  known.isDeleted = false;
  return labels;
}

/** The labels of a first definition, in textual order. */
export function draftLabels(labels: readonly LabelSyntax[]): readonly DraftLabel[] {
  return labels.length === 0 ? none : labels.map((label) => ({ label, isDeleted: false }));
}

export function liveLabels(labels: readonly DraftLabel[]): readonly LabelSyntax[] {
  return labels.length === 0 ? none : labels.filter((it) => !it.isDeleted).map((it) => it.label);
}

/** Marks a property and its labels. */
export function deleteProperty(property: DraftProperty): void {
  property.isDeleted = true;
  for (const label of property.labels) label.isDeleted = true;
}

/** Marks a node and everything in it. */
export function deleteNode(node: DraftNode): void {
  const pending = [node];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    next.isDeleted = true;
    for (const label of next.labels) label.isDeleted = true;
    for (const property of next.properties) deleteProperty(property);
    for (const child of next.children) if (!child.isDeleted) pending.push(child);
  }
}

/**
 * The finished node: live entries only. Two live entries of one name are dtc's errors `duplicate_node_names` and
 * `duplicate_property_names`: the later one is reported and left out.
 */
export function finish(draft: DraftNode, path: string, problems: Problem[]): DtNode {
  const properties = new Map<string, DtProperty>();
  for (const it of draft.properties) {
    if (it.isDeleted) continue;
    const first = properties.get(it.name);
    if (first !== undefined) problems.push(duplicateProperty(path, it, first.at));
    else properties.set(it.name, finishProperty(it));
  }
  const children = draft.children.length === 0 ? noChildren : new Map<string, DtNode>();
  for (const it of draft.children) {
    if (it.isDeleted) continue;
    const childPath = path === '/' ? `/${it.name}` : `${path}/${it.name}`;
    const first = children.get(it.name);
    if (first !== undefined) problems.push(duplicateNode(childPath, it.at, first.at));
    else children.set(it.name, finish(it, childPath, problems));
  }
  return {
    name: draft.name,
    labels: liveLabels(draft.labels),
    properties,
    children,
    definitions: draft.definitions,
    deletions: draft.deletions ?? none,
    wasLabelled: draft.labels.length > 0,
    isOmittable: draft.isOmittable,
    at: draft.at,
  };
}

function finishProperty(draft: DraftProperty): DtProperty {
  const { name, definitions, parts, at } = draft;
  return { name, labels: liveLabels(draft.labels), definitions, parts, at };
}

function duplicateProperty(path: string, later: DraftProperty, first: Span): Problem {
  return {
    code: 'dtc/duplicate_property_names',
    severity: 'error',
    message: `property "${later.name}" is already set in this body of ${path}: remove one of the two`,
    at: later.at,
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
