/**
 * The `compatible` strings of a node, remembered: nearly every rule asks for them, and most of them ask about every
 * node below `/chosen`.
 */
import { memoInside } from '../base/memo';
import type { DeviceTree, DtProperty } from '../tree/dt-node';
import type { NodeRef } from '../tree/node-ref';
import { compatiblesOf as readCompatibles } from '../tree/value';

/** The strings in order, most specific first; empty when there are none. */
export function compatiblesOf(tree: DeviceTree, ref: NodeRef): readonly string[] {
  const property = ref.node.properties.get('compatible');
  if (property === undefined) return none;
  return written(property) ?? readCompatibles(tree, ref);
}

const none: readonly string[] = [];

/** The strings when they are all written as strings; undefined when the tree must be asked. */
const written = memoInside(({ parts }: DtProperty): readonly string[] | undefined => {
  const strings: string[] = [];
  for (const part of parts) {
    if (part.kind !== 'string') return undefined;
    if (part.bytes.includes('\0')) for (const it of part.bytes.split('\0')) strings.push(it);
    else strings.push(part.bytes);
  }
  return strings;
});
