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
  /** The first entry of each name, deleted or not. */
  readonly propertyByName: Map<string, DraftProperty>;
  readonly childByName: Map<string, DraftNode>;
  labels: DraftLabel[];
  readonly definitions: NodeSyntax[];
  readonly deletions: Deletion[];
  readonly at: Span;
  parent: DraftNode | undefined;
  isDeleted: boolean;
  isOmittable: boolean;
}

export interface DraftProperty {
  readonly name: string;
  labels: DraftLabel[];
  definitions: PropertySyntax[];
  parts: readonly ValuePart[];
  at: Span;
  isDeleted: boolean;
}

export interface DraftLabel {
  readonly label: LabelSyntax;
  isDeleted: boolean;
}

export function draftNode(name: string, at: Span): DraftNode {
  return {
    name,
    properties: [],
    children: [],
    propertyByName: new Map(),
    childByName: new Map(),
    labels: [],
    definitions: [],
    deletions: [],
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
  if (!parent.childByName.has(child.name)) parent.childByName.set(child.name, child);
}

export function appendProperty(node: DraftNode, property: DraftProperty): void {
  node.properties.push(property);
  if (!node.propertyByName.has(property.name)) node.propertyByName.set(property.name, property);
}

/** Puts a label in front, or revives it where it stands. */
export function addLabel(labels: DraftLabel[], label: LabelSyntax): void {
  const known = labels.find((it) => it.label.name === label.name);
  if (known) known.isDeleted = false;
  else labels.unshift({ label, isDeleted: false });
}

export function liveLabels(labels: readonly DraftLabel[]): LabelSyntax[] {
  const live: LabelSyntax[] = [];
  for (const it of labels) if (!it.isDeleted) live.push(it.label);
  return live;
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
    pending.push(...next.children.filter((it) => !it.isDeleted));
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
  const children = new Map<string, DtNode>();
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
    deletions: draft.deletions,
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
