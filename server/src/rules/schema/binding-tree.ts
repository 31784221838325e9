/**
 * The composed tree as the binding schemas want it: final bytes, phandles numbered, without the nodes that dtc drops.
 * A reference that an overlay leaves open is all ones, as in its blob; a property whose bytes cannot be told is left
 * out rather than judged. A node whose bytes are as before stays the same object, so its verdict holds.
 */
import type { BindingNode } from '../../bindings/binding-node';
import { memo } from '../../base/memo';
import type { ValuePart } from '../../syntax/ast';
import type { DeviceTree, DtNode, DtProperty } from '../../tree/dt-node';
import { rootOf, type NodeRef } from '../../tree/node-ref';
import { resolveReference } from '../../tree/references';
import { phandlesOf } from '../../tree/phandle';
import { bytesOf, partBytes } from '../../tree/value';
import { keptChildrenOf } from '../dtc/kept-nodes';

/** The root of a tree for validation, the same object each time. */
export const bindingTreeOf = memo((tree: DeviceTree): BindingNode =>
  bindingNode(tree, rootOf(tree)),
);

function bindingNode(tree: DeviceTree, ref: NodeRef): BindingNode {
  const { node } = ref;
  const children = keptChildrenOf(tree, ref).map((it) => bindingNode(tree, it));
  const properties = propertiesOf(tree, node);
  const last = lastOf(node);
  if (last.made === undefined || !isSame(last.made, properties, children))
    last.made = { name: node.name, properties, children };
  return last.made;
}

/** What was last made of a node: kept as long as the node lives, replaced when the tree around it changes its bytes. */
const lastOf = memo((_node: DtNode): { made?: NodeOfBytes } => ({}));

interface NodeOfBytes extends BindingNode {
  readonly properties: ReadonlyMap<string, Uint8Array>;
}

function isSame(
  known: NodeOfBytes,
  properties: ReadonlyMap<string, Uint8Array>,
  children: readonly BindingNode[],
): boolean {
  if (known.children.length !== children.length || known.properties.size !== properties.size)
    return false;
  if (known.children.some((it, i) => it !== children[i])) return false;
  for (const [name, bytes] of properties)
    if (!isSameBytes(known.properties.get(name), bytes)) return false;
  return true;
}

function isSameBytes(a: Uint8Array | undefined, b: Uint8Array): boolean {
  return a === b || (a?.length === b.length && a.every((it, i) => it === b[i]));
}

function propertiesOf(tree: DeviceTree, node: DtNode): ReadonlyMap<string, Uint8Array> {
  const properties = new Map<string, Uint8Array>();
  for (const property of node.properties.values()) {
    const bytes = isPlain(property) ? plainBytes(tree, property) : finalBytes(tree, property);
    if (bytes !== undefined) properties.set(property.name, bytes);
  }
  const phandle = phandlesOf(tree).get(node);
  if (phandle !== undefined && !properties.has('phandle')) properties.set('phandle', cell(phandle));
  return properties;
}

/** The value does not depend on the rest of the tree. */
export const isPlain = memo(({ parts }: DtProperty): boolean =>
  parts.every((it) => it.kind !== 'path' && it.kind !== 'incbin' && !hasReferences(it)),
);

/** The bytes of such a value, made once. */
export function plainBytes(tree: DeviceTree, property: DtProperty): Uint8Array | undefined {
  const known = plainOf(property);
  known.bytes ??= bytesOf(tree, property);
  return known.bytes;
}

const plainOf = memo((_property: DtProperty): { bytes?: Uint8Array | undefined } => ({}));

function finalBytes(tree: DeviceTree, property: DtProperty): Uint8Array | undefined {
  const isOpen = (it: ValuePart) =>
    it.kind === 'cells' &&
    it.references.some(({ reference }) => resolveReference(tree, reference) === undefined);
  if (!property.parts.some(isOpen)) return bytesOf(tree, property);
  const parts = property.parts.map((it) => partBytes(tree, withoutOpenReferences(tree, it)));
  const known = parts.filter((it) => it !== undefined);
  if (known.length !== parts.length) return undefined;
  return Uint8Array.from(known.flatMap((it) => [...it]));
}

function hasReferences(part: ValuePart): boolean {
  return part.kind === 'cells' && part.references.length > 0;
}

/** What stands in the place of an open reference is all ones already. */
function withoutOpenReferences(tree: DeviceTree, part: ValuePart): ValuePart {
  if (part.kind !== 'cells') return part;
  const references = part.references.filter(
    (it) => resolveReference(tree, it.reference) !== undefined,
  );
  return { ...part, references };
}

/** One cell as bytes. */
export function cell(value: number): Uint8Array {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, value);
  return bytes;
}
