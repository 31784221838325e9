/** The edits that many fixes are made of, in terms of composed nodes and properties. */
import type { DtNode, DtProperty } from '../tree/dt-node';
import type { SourceEdit } from './fix';

/** Gives a node another name wherever its name is written; undefined when dtc made the node up. */
export function renameNode(node: DtNode, name: string): readonly SourceEdit[] | undefined {
  const edits = node.definitions.flatMap(({ target }): SourceEdit[] =>
    target.kind === 'name' ? [{ kind: 'replace', at: target, text: name }] : [],
  );
  return edits.length > 0 ? edits : undefined;
}

/** Gives a property another name wherever it is written. */
export function renameProperty(property: DtProperty, name: string): readonly SourceEdit[] {
  return property.definitions.map((it) => ({ kind: 'replace', at: it.name, text: name }));
}

/** Takes every definition of a property away. */
export function removeProperty(property: DtProperty): readonly SourceEdit[] {
  return property.definitions.map((at) => ({ kind: 'remove', at }));
}

/** Gives a property another value (`<1>`, `"okay"`); undefined when it has none to replace. */
export function replaceValue(property: DtProperty, value: string): SourceEdit | undefined {
  const definition = property.definitions[property.definitions.length - 1];
  return definition?.value && { kind: 'replace', at: definition.value, text: value };
}

/** Writes new properties (lines of `text`) first into a node, where it was first defined. */
export function insertProperties(node: DtNode, text: string): SourceEdit | undefined {
  const definition = node.definitions.find((it) => it.tail !== undefined);
  return definition && { kind: 'insert-in-node', at: definition, where: 'start', text };
}
