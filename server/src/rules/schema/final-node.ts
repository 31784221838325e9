/** One node in its final form, as `binding-tree.ts` makes whole trees, with phandles that the asker chooses. */
import { memo } from '../../base/memo';
import type { BindingNode } from '../../bindings/binding-node';
import type { TypeTable } from '../../bindings/type-table';
import type { CellsPart } from '../../syntax/ast';
import type { DeviceTree, DtNode, DtProperty } from '../../tree/dt-node';
import { nodeIndex } from '../../tree/node-index';
import { treeFact, isSameSet } from '../../tree/fact';
import type { NodeRef } from '../../tree/node-ref';
import { explicitPhandle, nodeByPhandle, phandlesOf } from '../../tree/phandle';
import { nodesByLabel, resolveReference } from '../../tree/references';
import { liveRefOf } from '../../tree/tracking';
import { partBytes } from '../../tree/value';
import { cell, isPlain, plainBytes } from './binding-tree';

/** The number that stands for a node in a cell. */
export type PhandleOf = (target: NodeRef) => number;

/**
 * The node without its children; `types` tells where a schema would see more of a reference than that it is one. The
 * bytes of a property are made when somebody asks for them.
 */
export function finalNode(
  tree: DeviceTree,
  ref: NodeRef,
  phandleOf: PhandleOf,
  types?: TypeTable,
): BindingNode {
  const { name, properties } = ref.node;
  const isText = name === 'aliases';
  const bytesOf = (property: DtProperty) => {
    const isNumber = isText || (!isPlain(property) && isSeenAsNumber(property.name, types));
    return finalBytes(tree, property, isNumber ? (it) => realPhandle(tree, it) : phandleOf);
  };
  const isTold = (property: DtProperty) =>
    isAlwaysTold(property) || bytesOf(property) !== undefined;
  const names = new Set<string>();
  for (const property of properties.values()) if (isTold(property)) names.add(property.name);
  if (!names.has('phandle') && hasPhandle(tree, ref)) names.add('phandle');
  const get = (it: string) => {
    if (!names.has(it)) return undefined;
    const property = properties.get(it);
    const bytes = property && bytesOf(property);
    return bytes ?? (it === 'phandle' ? cell(phandleOf(ref)) : undefined);
  };
  return { name, properties: { has: (it) => names.has(it), keys: () => names, get }, children: [] };
}

/** Whether the bytes can be told whatever the rest of the tree says. */
function isAlwaysTold({ parts }: DtProperty): boolean {
  return parts.every((it) =>
    it.kind === 'cells' ? it.unknown.length === 0 : it.kind === 'string' || it.kind === 'bytes',
  );
}

/** The bytes of a value; undefined when they cannot be told. A reference that names nothing stays all ones. */
export function finalBytes(
  tree: DeviceTree,
  property: DtProperty,
  phandleOf: PhandleOf,
): Uint8Array | undefined {
  if (isPlain(property)) return plainBytes(tree, property);
  const numberOf = isCount(property.name) ? (it: NodeRef) => realPhandle(tree, it) : phandleOf;
  const parts: Uint8Array[] = [];
  for (const part of property.parts) {
    const bytes = part.kind === 'cells' ? cellBytes(tree, part, numberOf) : partBytes(tree, part);
    if (bytes === undefined) return undefined;
    parts.push(bytes);
  }
  const all = new Uint8Array(parts.reduce((sum, it) => sum + it.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** Whether a value is read as anything but phandles: then text, bounds and rows depend on the number itself. */
function isSeenAsNumber(name: string, types: TypeTable | undefined): boolean {
  return types?.typesOf(name).some((it) => !it.startsWith('phandle')) === true;
}

/** A reference where a number is wanted makes no sense, but the number that dtc puts there decides about rows. */
function isCount(name: string): boolean {
  return name.startsWith('#') || name === 'cooling-levels';
}

function cellBytes(
  tree: DeviceTree,
  part: CellsPart,
  phandleOf: PhandleOf,
): Uint8Array | undefined {
  const bytes = partBytes(tree, { ...part, references: [] });
  if (bytes === undefined) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (const { index, reference } of part.references) {
    const target = resolveReference(tree, reference);
    if (target !== undefined) view.setUint32(index * 4, phandleOf(target));
  }
  return bytes;
}

/** The phandle that the node states, else a number that no sound source uses, the same as long as the node lives. */
export function standInFor(tree: DeviceTree, target: NodeRef): number {
  const stated = explicitPhandle(target.node);
  if (stated !== undefined) return stated;
  const known = standInsOf(tree);
  const before = known.numbers.get(target);
  if (before !== undefined) return before;
  const made = known.next++;
  known.numbers.set(target, made);
  known.refs.set(made, new WeakRef(target));
  return made;
}

const firstStandIn = 0xf0000000;

/** The node that a number in a cell leads to, be it a stand-in or a phandle. */
export function refOfPhandle(tree: DeviceTree, phandle: number): NodeRef | undefined {
  if (phandle >= firstStandIn) {
    const ref = standInsOf(tree).refs.get(phandle)?.deref();
    if (ref !== undefined) return ref;
  }
  const node = nodeByPhandle(tree, phandle);
  return node && liveRefOf(node);
}

/** The number that dtc gives a node. */
export function realPhandle(tree: DeviceTree, target: NodeRef): number {
  return phandlesOf(tree).get(target.node) ?? standInFor(tree, target);
}

const standInsOf = memo((_tree: DeviceTree) => ({
  next: firstStandIn,
  numbers: new WeakMap<NodeRef, number>(),
  refs: new Map<number, WeakRef<NodeRef>>(),
}));

/** Whether dtc gives the node a phandle: it states one, or cells refer to it. */
function hasPhandle(tree: DeviceTree, ref: NodeRef): boolean {
  if (explicitPhandle(ref.node) !== undefined) return true;
  const isNamed = ref.node.labels.some(
    ({ name }) => labelsInCells.has(tree, name) && nodesByLabel.first(tree, name) === ref,
  );
  return isNamed || namedByPath(tree).has(ref);
}

/** The nodes that refer to others from cells by label, by that label. */
const labelsInCells = nodeIndex((node) => referredInCells(node, 'label'));

/** The nodes that refer to others from cells by path, by that path. */
const pathsInCells = nodeIndex((node) => referredInCells(node, 'path'));

const namedByPath = treeFact((tree: DeviceTree): ReadonlySet<NodeRef> => {
  const found = new Set<NodeRef>();
  for (const text of pathsInCells.keys(tree)) {
    const target = resolveReference(tree, { form: 'path', text });
    if (target !== undefined) found.add(target);
  }
  return found;
}, isSameSet);

function referredInCells({ properties }: DtNode, form: 'label' | 'path'): readonly string[] {
  let names: string[] | undefined;
  for (const { parts } of properties.values())
    for (const part of parts) {
      if (part.kind !== 'cells') continue;
      for (const { reference } of part.references)
        if (reference.form === form) (names ??= []).push(reference.text);
    }
  return names ?? none;
}

const none: readonly string[] = [];
