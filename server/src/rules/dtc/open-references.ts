/** The references of values that name nothing, found in one walk for the two checks that report them. */
import { memo } from '../../base/memo';
import type { ReferenceSyntax } from '../../syntax/ast';
import type { DeviceTree } from '../../tree/dt-node';
import { labelsOf, resolveReference, rootOf, walk } from '../../tree/node-ref';

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
  for (const ref of walk(rootOf(tree))) {
    for (const { parts } of ref.node.properties.values()) {
      for (const part of parts) {
        if (part.kind === 'cells') {
          for (const { reference } of part.references)
            if (isOpen(reference)) open.push({ reference, kind: 'cells', node: ref.path });
        } else if (part.kind === 'path' && isOpen(part.reference)) {
          open.push({ reference: part.reference, kind: 'path', node: ref.path });
        }
      }
    }
  }
  return open;
});
