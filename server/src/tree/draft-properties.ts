/**
 * The properties of one node, merged from its events with dtc's bookkeeping: a deleted property that comes back takes
 * its old slot (dtc livetree.c merge_nodes, delete_property). A property that is as it was stays the same object.
 */
import type { Span } from '../preprocessor/token-stream';
import type {
  DeletePropertySyntax,
  NodeSyntax,
  PropertySyntax,
  ReferenceSyntax,
  ValuePart,
} from '../syntax/ast';
import {
  fewEntries,
  firstByName,
  liveLabels,
  none,
  withLabel,
  type DraftEvent,
  type DraftLabel,
  type DraftNode,
  type RepeatedProperty,
} from './draft';
import type { Deletion, DtNode, DtProperty } from './dt-node';
import { isSameList, isSameMap, sharedDeletions } from './same';

export interface MergedProperties {
  readonly properties: ReadonlyMap<string, DtProperty>;
  /** All of the node's deletions, those of its children at their place among them. */
  readonly deletions: readonly Deletion[];
  readonly repeated: readonly RepeatedProperty[];
}

/** Shared by all nodes without any, whichever of two with one name is the one that is kept; never written to. */
const noProperties: ReadonlyMap<string, DtProperty> = new Map();

/** Merges the properties of a node; `old` is the node as it was, to take from it what has not changed. */
export function mergeProperties(draft: DraftNode, old: DtNode | undefined): MergedProperties {
  const { events, childDeletions } = draft;
  const [only] = events;
  const merged =
    events.length === 1 && childDeletions === undefined && only?.kind === 'first'
      ? onlyBody(only.syntax, old)
      : allBodies(draft, old);
  const properties = merged.properties.size === 0 ? noProperties : merged.properties;
  if (old === undefined) return { ...merged, properties };
  return {
    properties: isSameMap(properties, old.properties) ? old.properties : properties,
    deletions: sharedDeletions(merged.deletions, old.deletions),
    repeated: merged.repeated,
  };
}

/** The most common node by far has one body: nothing is merged. */
function onlyBody(syntax: NodeSyntax, old: DtNode | undefined): MergedProperties {
  const properties = new Map<string, DtProperty>();
  let repeated: readonly RepeatedProperty[] = none;
  for (const statement of syntax.statements) {
    if (statement.kind !== 'property') continue;
    const name = statement.name.text;
    const first = properties.get(name);
    if (first === undefined) properties.set(name, plainProperty(statement, old));
    else repeated = [...repeated, { name, at: statement, first: first.at }];
  }
  return { properties, deletions: none, repeated };
}

function plainProperty(syntax: PropertySyntax, old: DtNode | undefined): DtProperty {
  const name = syntax.name.text;
  const known = old?.properties.get(name);
  if (known?.at === syntax && known.definitions.length === 1 && known.definitions[0] === syntax)
    if (isSameList(known.labels, syntax.labels)) return known;
  return {
    name,
    labels: syntax.labels,
    definitions: [syntax],
    parts: syntax.value?.parts ?? none,
    at: syntax,
  };
}

interface DraftProperty {
  readonly name: string;
  labels: readonly DraftLabel[];
  definitions: readonly PropertySyntax[];
  parts: readonly ValuePart[];
  at: Span;
  isDeleted: boolean;
}

/** The properties in their slots; the first of a name is the one that later bodies find. */
interface Slots {
  readonly entries: DraftProperty[];
  /** Made for large nodes when they are first searched. */
  byName: Map<string, DraftProperty> | undefined;
  readonly deletions: Deletion[];
}

function allBodies(draft: DraftNode, old: DtNode | undefined): MergedProperties {
  const slots: Slots = { entries: [], byName: undefined, deletions: [] };
  const ofChildren = draft.childDeletions ?? none;
  let nextOfChildren = 0;
  draft.events.forEach((event, i) => {
    applyTo(slots, event);
    for (let it = ofChildren[nextOfChildren]; it?.event === i; it = ofChildren[++nextOfChildren])
      slots.deletions.push(it.deletion);
  });
  const properties = new Map<string, DtProperty>();
  const repeated: RepeatedProperty[] = [];
  for (const it of slots.entries) {
    if (it.isDeleted) continue;
    const first = properties.get(it.name);
    if (first === undefined) properties.set(it.name, finished(it, old?.properties.get(it.name)));
    else repeated.push({ name: it.name, at: it.at, first: first.at });
  }
  return {
    properties,
    deletions: slots.deletions.length === 0 ? none : slots.deletions,
    repeated: repeated.length === 0 ? none : repeated,
  };
}

function applyTo(slots: Slots, event: DraftEvent): void {
  switch (event.kind) {
    case 'first':
      return takeFirst(slots, event.syntax);
    case 'body':
    case 'contents':
      for (const statement of event.syntax.statements) {
        if (statement.kind === 'property') mergeProperty(slots, statement);
        else if (statement.kind === 'delete-property') deleteByName(slots, statement);
      }
      return;
    case 'made':
      return append(slots, targetProperty(event.syntax));
    case 'delete':
      slots.entries.forEach(deleteProperty);
      return;
    default:
      return;
  }
}

function takeFirst(slots: Slots, syntax: NodeSyntax): void {
  for (const statement of syntax.statements) {
    if (statement.kind === 'property') append(slots, draftProperty(statement));
    else if (statement.kind === 'delete-property')
      append(slots, {
        name: statement.target.text,
        labels: none,
        definitions: none,
        parts: none,
        at: statement,
        isDeleted: true,
      });
  }
}

function draftProperty(syntax: PropertySyntax): DraftProperty {
  return {
    name: syntax.name.text,
    labels:
      syntax.labels.length === 0
        ? none
        : syntax.labels.map((label) => ({ label, isDeleted: false })),
    definitions: [syntax],
    parts: syntax.value?.parts ?? none,
    at: syntax,
    isDeleted: false,
  };
}

/** A later value takes the place of the earlier one. */
function mergeProperty(slots: Slots, syntax: PropertySyntax): void {
  const known = find(slots, syntax.name.text);
  if (known === undefined) return append(slots, draftProperty(syntax));
  known.labels = syntax.labels.reduce(withLabel, known.labels);
  known.definitions = [...known.definitions, syntax];
  known.parts = syntax.value?.parts ?? none;
  known.at = syntax;
  known.isDeleted = false;
}

function deleteByName(slots: Slots, syntax: DeletePropertySyntax): void {
  const name = syntax.target.text;
  const first = find(slots, name);
  const known =
    first?.isDeleted === true
      ? slots.entries.find((it) => it.name === name && !it.isDeleted)
      : first;
  slots.deletions.push({
    kind: 'property',
    name,
    at: syntax,
    ...(known && { was: { ...finished(known, undefined), labels: none } }),
  });
  if (known) deleteProperty(known);
}

function deleteProperty(property: DraftProperty): void {
  property.isDeleted = true;
  property.labels = property.labels.map(({ label }) => ({ label, isDeleted: true }));
}

/** `target` or `target-path` of the fragment that dtc makes of `&label { }` or `&{/path} { }` (dtc add_orphan_node). */
function targetProperty({ target }: NodeSyntax): DraftProperty {
  const isPath = target.kind === 'reference' && target.form === 'path';
  return {
    name: isPath ? 'target-path' : 'target',
    labels: none,
    definitions: none,
    parts: target.kind === 'reference' ? [targetPart(target)] : none,
    at: target,
    isDeleted: false,
  };
}

function targetPart(target: ReferenceSyntax): ValuePart {
  if (target.form === 'path') return { ...target, kind: 'string', bytes: target.text };
  return {
    ...target,
    kind: 'cells',
    bits: 32,
    values: [0xffffffff],
    first: target.from,
    extents: [target.from, target.to],
    references: [{ index: 0, reference: target }],
    unknown: [],
  };
}

function append(slots: Slots, property: DraftProperty): void {
  slots.entries.push(property);
  if (slots.byName?.has(property.name) === false) slots.byName.set(property.name, property);
}

/** The first property of that name, deleted or not. */
function find(slots: Slots, name: string): DraftProperty | undefined {
  if (slots.entries.length < fewEntries) return slots.entries.find((it) => it.name === name);
  slots.byName ??= firstByName(slots.entries);
  return slots.byName.get(name);
}

function finished(draft: DraftProperty, old: DtProperty | undefined): DtProperty {
  const { name, definitions, parts, at } = draft;
  const labels = liveLabels(draft.labels);
  const isSame =
    old?.at === at &&
    isSameList(old.definitions, definitions) &&
    isSameList(old.labels, labels) &&
    (definitions.length === 0 || old.parts === parts);
  return isSame ? old : { name, labels, definitions, parts, at };
}
