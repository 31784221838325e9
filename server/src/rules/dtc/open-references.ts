/** The references of values that name nothing, for the two checks that report them. */
import type { ReferenceSyntax } from '../../syntax/ast';
import type { DeviceTree } from '../../tree/dt-node';
import type { NodeRef } from '../../tree/node-ref';
import { resolveReference } from '../../tree/references';

export interface OpenReference {
  readonly reference: ReferenceSyntax;
  /** In angle brackets (a phandle) or outside (a path). */
  readonly kind: 'cells' | 'path';
}

/** Those of one node, in the order of its properties. */
export function openReferencesIn(
  tree: DeviceTree,
  { node }: Pick<NodeRef, 'node'>,
): readonly OpenReference[] {
  let open: OpenReference[] | undefined;
  for (const { parts } of node.properties.values())
    for (const part of parts) {
      if (part.kind === 'path' && isOpen(tree, part.reference))
        (open ??= []).push({ reference: part.reference, kind: 'path' });
      if (part.kind !== 'cells') continue;
      for (const { reference } of part.references)
        if (isOpen(tree, reference)) (open ??= []).push({ reference, kind: 'cells' });
    }
  return open ?? none;
}

const none: readonly OpenReference[] = [];

function isOpen(tree: DeviceTree, reference: ReferenceSyntax): boolean {
  return resolveReference(tree, reference) === undefined;
}
