/** The references of values that name nothing, found in one walk for the two checks that report them. */
import { memo } from '../../base/memo';
import type { ReferenceSyntax, ValuePart } from '../../syntax/ast';
import type { DeviceTree } from '../../tree/dt-node';
import { rootOf, walk, type NodeRef } from '../../tree/node-ref';
import { labelsOf, resolveReference } from '../../tree/references';

export interface OpenReference {
  readonly reference: ReferenceSyntax;
  /** In angle brackets (a phandle) or outside (a path). */
  readonly kind: 'cells' | 'path';
  /** Path of the node whose value it is in. */
  readonly node: string;
}

/** In the order of the tree. */
export const openReferencesOf = memo((tree: DeviceTree): readonly OpenReference[] => {
  const open: OpenReference[] = [];
  const labels = labelsOf(tree);
  const isOpen = (it: ReferenceSyntax) =>
    it.form === 'label' ? !labels.has(it.text) : resolveReference(tree, it) === undefined;
  const look = (part: ValuePart, ref: NodeRef) => {
    if (part.kind === 'path' && isOpen(part.reference))
      open.push({ reference: part.reference, kind: 'path', node: ref.path });
    if (part.kind !== 'cells') return;
    for (const { reference } of part.references)
      if (isOpen(reference)) open.push({ reference, kind: 'cells', node: ref.path });
  };
  for (const ref of walk(rootOf(tree)))
    for (const { parts } of ref.node.properties.values()) for (const part of parts) look(part, ref);
  return open;
});
