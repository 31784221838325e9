/**
 * Which parts of a node differ between two trees. Parts that an edit did not touch are the same objects; lists and
 * records around them may have been made anew, so those are compared piece by piece.
 */
import type { Span } from '../preprocessor/token-stream';
import type { NodeSyntax } from '../syntax/ast';
import type { DtNode, DtProperty } from './dt-node';
import { isSameList } from './fact';

export interface ChangedProperties {
  /** Names that came, went, or have another value. */
  readonly properties: readonly string[];
  /** The names are others, or stand in another order. */
  readonly hasOtherNames: boolean;
}

/** What differs between the properties of a node; undefined when nothing does. */
export function changedProperties(
  before: DtNode['properties'],
  next: DtNode['properties'],
): ChangedProperties | undefined {
  if (before === next) return undefined;
  const properties: string[] = [];
  for (const [name, property] of next) {
    const known = before.get(name);
    if (known === undefined || !isSameProperty(known, property)) properties.push(name);
  }
  for (const name of before.keys()) if (!next.has(name)) properties.push(name);
  const hasOtherNames = !isSameList([...before.keys()], [...next.keys()]);
  return properties.length > 0 || hasOtherNames ? { properties, hasOtherNames } : undefined;
}

function isSameProperty(a: DtProperty, b: DtProperty): boolean {
  if (a === b) return true;
  return (
    isSameSpan(a.at, b.at) &&
    isSameList(a.definitions, b.definitions) &&
    isSameList(a.parts, b.parts) &&
    isSameList(a.labels, b.labels)
  );
}

/** Whether a node is marked, deleted from and pointed at as before. */
export function isSameRest(a: DtNode, b: DtNode): boolean {
  return (
    a.isOmittable === b.isOmittable &&
    a.wasLabelled === b.wasLabelled &&
    isSameSpan(a.at, b.at) &&
    isSameList(a.deletions, b.deletions)
  );
}

/** Whether the blocks of a node begin and end where they did: what stands in them is in the node itself. */
export function isSameBlocks(a: readonly NodeSyntax[], b: readonly NodeSyntax[]): boolean {
  return a === b || (a.length === b.length && a.every((it, i) => isSameBlock(it, b[i])));
}

function isSameBlock(a: NodeSyntax, b: NodeSyntax | undefined): boolean {
  return a === b || (b !== undefined && a.head === b.head && a.tail === b.tail);
}

function isSameSpan(a: Span, b: Span): boolean {
  return a === b || (a.stream === b.stream && a.from === b.from && a.to === b.to);
}
