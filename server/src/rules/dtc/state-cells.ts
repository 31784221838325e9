/** The fix for a parent that relies on dtc's default cell counts: state them, as its children's `reg` needs them. */
import { byteLengthOf } from '../../tree/value';
import type { DeviceTree } from '../../tree/dt-node';
import { isSameList, nodeFact } from '../../tree/fact';
import { childrenOf, type NodeRef } from '../../tree/node-ref';
import type { Fix } from '../fix';
import { insertProperties } from '../source-edits';
import { cellCountsOf } from './cell-counts';

/**
 * Adds the missing `#address-cells` and `#size-cells` to a node; undefined when no counts fit all children. Each child
 * asks for it, so it is worked out once per parent.
 */
export const stateCellsFix = nodeFact((tree: DeviceTree, ref: NodeRef): Fix | undefined => {
  const own = cellCountsOf(tree, ref);
  if (own === undefined || (own.hasAddress && own.hasSize)) return undefined;
  const fitting = candidates(tree, ref).find(
    ([address, size]) =>
      (!own.hasAddress || own.address === address) &&
      (!own.hasSize || own.size === size) &&
      fitsChildren(tree, ref, (address + size) * 4),
  );
  if (fitting === undefined) return undefined;
  const lines = [
    ...(own.hasAddress ? [] : [`#address-cells = <${fitting[0]}>;`]),
    ...(own.hasSize ? [] : [`#size-cells = <${fitting[1]}>;`]),
  ];
  const edit = insertProperties(ref.node, lines.join('\n'));
  return (
    edit && {
      title: `Add ${lines.map((it) => it.slice(0, -1)).join(' and ')} to ${ref.path}`,
      edits: [edit],
    }
  );
}, isSameFix);

/** dtc's default first, for it keeps the meaning; then what the ancestors have, then the usual pairs. */
function candidates(tree: DeviceTree, ref: NodeRef): readonly (readonly [number, number])[] {
  const ancestors: (readonly [number, number])[] = [];
  for (let at = ref.parent; at !== undefined; at = at.parent) {
    const counts = cellCountsOf(tree, at);
    if (counts?.hasAddress && counts.hasSize) ancestors.push([counts.address, counts.size]);
  }
  return [[2, 1], ...ancestors, [2, 2], [1, 1], [1, 0]];
}

function fitsChildren(tree: DeviceTree, ref: NodeRef, entry: number): boolean {
  return childrenOf(ref).every((it) => {
    const length = regLength(tree, it);
    return length === undefined || (entry > 0 && length % entry === 0);
  });
}

const regLength = nodeFact((tree: DeviceTree, { node }: NodeRef): number | undefined => {
  const reg = node.properties.get('reg');
  return reg && byteLengthOf(tree, reg);
});

/** The same words at the same place: what each child tells need not be told anew. */
function isSameFix(a: Fix | undefined, b: Fix | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  const places = (fix: Fix) => fix.edits.map((it) => it.at);
  return a.title === b.title && isSameList(places(a), places(b));
}
