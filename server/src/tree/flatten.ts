/**
 * The tree as dtc emits it: references are phandles or paths, nodes marked `/omit-if-no-ref/` that nobody refers to
 * are gone, and `phandle`, `__symbols__`, `__fixups__` and `__local_fixups__` are added in dtc's places
 * (dtc checks.c, livetree.c generate_*).
 */
import type { DeviceTree, DtNode, DtProperty } from './dt-node';
import { baseName, childrenOf, rootOf, walk, type NodeRef } from './node-ref';
import { resolveReference } from './references';
import { explicitPhandles, phandlesOf } from './phandle';
import { bytesOf, partBytes } from './value';

/** A property as written, whose bytes are made when it is emitted, or one with bytes that dtc adds. */
export type FlatProperty = Pick<DtProperty, 'name' | 'parts'> | AddedProperty;

interface AddedProperty {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** A node of the blob. Both lists are in emission order. */
export interface FlatNode {
  readonly name: string;
  readonly properties: FlatProperty[];
  readonly children: FlatNode[];
}

export interface FlattenOptions {
  /** `-@`: write `__symbols__` and give every labelled node a phandle. */
  readonly symbols: boolean;
}

/** Flattens a tree without errors; what cannot be told becomes empty. */
export function flatten(tree: DeviceTree, options: FlattenOptions): FlatNode {
  const phandles = new Map(phandlesOf(tree));
  const root = flattenNode(tree, rootOf(tree), phandles, omittedNodes(tree, options));
  if (options.symbols) addSymbols(root, phandles);
  if (tree.isPlugin) addFixups(tree, root);
  return root.flat;
}

/** A flat node with the node it was made of, to add to it later. */
interface Pair {
  readonly ref: NodeRef;
  readonly flat: FlatNode;
  readonly children: readonly Pair[];
}

function flattenNode(
  tree: DeviceTree,
  ref: NodeRef,
  phandles: ReadonlyMap<DtNode, number>,
  omitted: ReadonlySet<DtNode>,
): Pair {
  const { node } = ref;
  const flat: FlatNode = { name: node.name, properties: [], children: [] };
  for (const property of node.properties.values()) {
    const isDropped = property.name === 'name' && isBaseName(node, bytesOf(tree, property));
    if (!isDropped) flat.properties.push(property);
  }
  const phandle = phandles.get(node);
  const isWritten = phandle !== undefined && explicitPhandles(tree).has(node);
  if (phandle !== undefined && !isWritten && !node.properties.has('phandle'))
    flat.properties.push({ name: 'phandle', bytes: cell(phandle) });
  const children: Pair[] = [];
  for (const child of childrenOf(ref)) {
    if (omitted.has(child.node)) continue;
    const pair = flattenNode(tree, child, phandles, omitted);
    children.push(pair);
    flat.children.push(pair.flat);
  }
  return { ref, flat, children };
}

/** dtc drops a `name` that repeats the node's name. */
function isBaseName(node: DtNode, value: Uint8Array | undefined): boolean {
  const name = baseName(node.name);
  if (value === undefined) return false;
  return (
    value.length === name.length + 1 &&
    name.split('').every((it, i) => it.charCodeAt(0) === value[i])
  );
}

function cell(value: number): Uint8Array {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, value);
  return bytes;
}

function text(value: string): Uint8Array {
  const bytes = new Uint8Array(value.length + 1);
  for (let i = 0; i < value.length; i++) bytes[i] = value.charCodeAt(i);
  return bytes;
}

/** Nodes marked `/omit-if-no-ref/` to which no property refers; under `-@` labelled ones stay. */
export function omittedNodes(tree: DeviceTree, options: FlattenOptions): ReadonlySet<DtNode> {
  const omitted = new Set<DtNode>();
  for (const { node } of walk(rootOf(tree)))
    if (node.isOmittable && !(options.symbols && node.wasLabelled)) omitted.add(node);
  if (omitted.size === 0) return omitted;
  for (const { node } of walk(rootOf(tree)))
    for (const property of node.properties.values())
      for (const part of property.parts) {
        const references =
          part.kind === 'cells'
            ? part.references.map((it) => it.reference)
            : part.kind === 'path'
              ? [part.reference]
              : [];
        for (const reference of references) {
          const target = resolveReference(tree, reference);
          if (target !== undefined) omitted.delete(target.node);
        }
      }
  return omitted;
}

function childNamed(parent: FlatNode, name: string): FlatNode {
  const known = parent.children.find((it) => it.name === name);
  if (known !== undefined) return known;
  const made: FlatNode = { name, properties: [], children: [] };
  parent.children.push(made);
  return made;
}

/** `/__symbols__`: one path per label, and a phandle for each labelled node. */
function addSymbols(root: Pair, phandles: Map<DtNode, number>): void {
  const labelled = [...pairs(root)].filter((it) => it.ref.node.wasLabelled);
  if (labelled.length === 0) return;
  const symbols = childNamed(root.flat, '__symbols__');
  const used = new Set(phandles.values());
  let next = 1;
  for (const { ref, flat } of labelled) {
    for (const label of ref.node.labels)
      if (!symbols.properties.some((it) => it.name === label.name))
        symbols.properties.push({ name: label.name, bytes: text(ref.path) });
    if (phandles.has(ref.node)) continue;
    while (used.has(next)) next++;
    used.add(next);
    phandles.set(ref.node, next);
    if (!ref.node.properties.has('phandle'))
      flat.properties.push({ name: 'phandle', bytes: cell(next) });
  }
}

function* pairs(from: Pair): Generator<Pair> {
  yield from;
  for (const child of from.children) yield* pairs(child);
}

/** `/__fixups__` for references that nothing here answers, `/__local_fixups__` for the others. */
function addFixups(tree: DeviceTree, root: Pair): void {
  const open: Fixup[] = [];
  const local: Fixup[] = [];
  for (const { ref } of pairs(root))
    for (const property of ref.node.properties.values()) {
      let offset = 0;
      for (const part of property.parts) {
        if (part.kind === 'cells')
          for (const { index, reference } of part.references) {
            const fixup = {
              ref,
              property: property.name,
              offset: offset + index * 4,
              name: reference.text,
            };
            (resolveReference(tree, reference) === undefined ? open : local).push(fixup);
          }
        offset +=
          partBytes(tree, part)?.length ??
          (part.kind === 'cells' ? (part.values.length * part.bits) / 8 : 0);
      }
    }
  if (open.length > 0) {
    const fixups = childNamed(root.flat, '__fixups__');
    for (const it of open)
      append(fixups, it.name, text(`${it.ref.path}:${it.property}:${it.offset}`));
  }
  if (local.length === 0) return;
  const mirror = childNamed(root.flat, '__local_fixups__');
  for (const it of local) {
    const node = it.ref.path
      .split('/')
      .filter((name) => name !== '')
      .reduce(childNamed, mirror);
    append(node, it.property, cell(it.offset));
  }
}

interface Fixup {
  readonly ref: NodeRef;
  readonly property: string;
  readonly offset: number;
  readonly name: string;
}

function append(node: FlatNode, name: string, value: Uint8Array): void {
  const known = node.properties.find((it) => it.name === name);
  if (known === undefined) {
    node.properties.push({ name, bytes: value });
    return;
  }
  const before = 'bytes' in known ? known.bytes : new Uint8Array();
  const joined = new Uint8Array(before.length + value.length);
  joined.set(before);
  joined.set(value, before.length);
  node.properties[node.properties.indexOf(known)] = { name, bytes: joined };
}
