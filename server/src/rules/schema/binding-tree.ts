/**
 * The composed tree as the binding schemas want it: final bytes, phandles numbered. A reference that an overlay
 * leaves open is all ones, as in its blob; a property whose bytes cannot be told is left out.
 */
import type { BindingNode } from '../../bindings/binding-node';
import { memo } from '../../base/memo';
import type { ValuePart } from '../../syntax/ast';
import type { DeviceTree, DtNode, DtProperty } from '../../tree/dt-node';
import { resolveReference } from '../../tree/node-ref';
import { phandlesOf } from '../../tree/phandle';
import { bytesOf, partBytes } from '../../tree/value';

/** The root of a tree for validation, the same object each time. */
export const bindingTreeOf = memo((tree: DeviceTree): BindingNode => bindingNode(tree, tree.root));

function bindingNode(tree: DeviceTree, node: DtNode): BindingNode {
  const properties = new Map<string, Uint8Array>();
  for (const property of node.properties.values()) {
    const bytes = finalBytes(tree, property);
    if (bytes !== undefined) properties.set(property.name, bytes);
  }
  const phandle = phandlesOf(tree).get(node);
  if (phandle !== undefined && !properties.has('phandle')) properties.set('phandle', cell(phandle));
  const children = [...node.children.values()].map((it) => bindingNode(tree, it));
  return { name: node.name, properties, children };
}

function finalBytes(tree: DeviceTree, property: DtProperty): Uint8Array | undefined {
  const isOpen = property.parts.some((it) => hasOpenReference(tree, it));
  if (!isOpen) return bytesOf(tree, property);
  const parts = property.parts.map((it) => partBytes(tree, withoutOpenReferences(tree, it)));
  if (parts.includes(undefined)) return undefined;
  return Uint8Array.from(parts.flatMap((it) => [...(it ?? [])]));
}

function hasOpenReference(tree: DeviceTree, part: ValuePart): boolean {
  return (
    part.kind === 'cells' &&
    part.references.some((it) => resolveReference(tree, it.reference) === undefined)
  );
}

/** What stands in the place of an open reference is all ones already. */
function withoutOpenReferences(tree: DeviceTree, part: ValuePart): ValuePart {
  if (part.kind !== 'cells') return part;
  const references = part.references.filter(
    (it) => resolveReference(tree, it.reference) !== undefined,
  );
  return { ...part, references };
}

function cell(value: number): Uint8Array {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, value);
  return bytes;
}
