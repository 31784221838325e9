/**
 * The `compatible` strings of a node, remembered: nearly every rule asks for them, and most of them ask about every
 * node below `/chosen`.
 */
import type { DeviceTree, DtNode } from '../tree/dt-node';
import { dtNodeFact, isSameList } from '../tree/fact';
import type { NodeRef } from '../tree/node-ref';
import { compatiblesOf as readCompatibles } from '../tree/value';

/** The strings in order, most specific first; empty when there are none. */
export function compatiblesOf(tree: DeviceTree, ref: NodeRef): readonly string[] {
  return written(ref.node) ?? readCompatibles(tree, ref);
}

const none: readonly string[] = [];

/** The strings when they are all written as strings; undefined when the tree must be asked. */
const written = dtNodeFact((node: DtNode): readonly string[] | undefined => {
  const parts = node.properties.get('compatible')?.parts;
  if (parts === undefined) return none;
  const strings: string[] = [];
  for (const part of parts) {
    if (part.kind !== 'string') return undefined;
    if (part.bytes.includes('\0')) for (const it of part.bytes.split('\0')) strings.push(it);
    else strings.push(part.bytes);
  }
  return strings;
}, isSameStrings);

function isSameStrings(
  a: readonly string[] | undefined,
  b: readonly string[] | undefined,
): boolean {
  return a === undefined || b === undefined ? a === b : isSameList(a, b);
}
