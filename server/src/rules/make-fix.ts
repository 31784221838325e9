/** Small makers of quick fixes, over the edits that all rules share. */
import type { DtNode, DtProperty } from '../tree/dt-node';
import type { NodeRef } from '../tree/node-ref';
import type { Fix, SourceEdit } from './fix';
import {
  insertProperties,
  removeProperty,
  renameNode,
  renameProperty,
  replaceValue,
} from './source-edits';

type Edits = readonly (SourceEdit | undefined)[] | undefined;

/** A list with one fix, or an empty one when an edit cannot be expressed. */
export function makeFix(title: string, edits: Edits, isSafe = false): readonly Fix[] {
  const known = edits?.filter((it) => it !== undefined) ?? [];
  if (known.length === 0 || known.length !== edits?.length) return [];
  return [{ title, edits: known, ...(isSafe && { isSafe }) }];
}

/** Gives a property the value, written as in source. */
export function setValueFix(property: DtProperty, value: string): readonly Fix[] {
  return makeFix(`Set ${property.name} to ${value}`, [setValue(property, value)]);
}

/** The edit of `setValueFix`; works for a property without a value, too. */
export function setValue(property: DtProperty, value: string): SourceEdit | undefined {
  const definition = property.definitions.at(-1);
  if (definition?.value !== undefined) return replaceValue(property, value);
  return (
    definition && { kind: 'replace', at: definition.name, text: `${property.name} = ${value}` }
  );
}

/** Adds properties to a node: `cpus = <1>;`. */
export function addPropertyFix(node: DtNode, text: string): readonly Fix[] {
  return makeFix(`Add ${text.replaceAll('\n', ' ')}`, [insertProperties(node, text)]);
}

/** Takes a property away. */
export function removePropertyFix(property: DtProperty): readonly Fix[] {
  return makeFix(`Remove ${property.name}`, removeProperty(property));
}

/** Gives a property another name. */
export function renamePropertyFix(property: DtProperty, name: string): readonly Fix[] {
  return makeFix(`Rename ${property.name} to ${name}`, renameProperty(property, name));
}

/** Gives a node another name, unless a sibling has it already. */
export function renameNodeFix(ref: NodeRef, name: string): readonly Fix[] {
  if (ref.parent?.node.children.has(name) === true) return [];
  return makeFix(`Rename ${ref.node.name} to ${name}`, renameNode(ref.node, name));
}

/** Makes the value of a property this list of strings. */
export function setStringsFix(
  title: string,
  property: DtProperty,
  strings: readonly string[],
  isSafe = false,
): readonly Fix[] {
  return makeFix(title, [setValue(property, strings.map(quote).join(', '))], isSafe);
}

/** A string literal in source; its bytes are Latin-1 code units, control characters are escaped. */
export function quote(bytes: string): string {
  const escaped = bytes.replace(/[\\"\0-\x1f\x7f-\xff]/g, (it) =>
    it === '"' || it === '\\' ? `\\${it}` : `\\x${it.charCodeAt(0).toString(16).padStart(2, '0')}`,
  );
  return `"${escaped}"`;
}
