/** Labels, and what a reference (`&label`, `&{/path}`) names. */
import type { ReferenceSyntax } from '../syntax/ast';
import type { DeviceTree, DtNode, NodeRef } from './dt-node';
import { treeFact } from './fact';
import { nodeIndex } from './node-index';
import { nodeAt, rootOf, walk } from './node-ref';
import { trackerOf } from './tracking';

/** The nodes by their own labels. */
export const nodesByLabel = nodeIndex((node) => node.labels.map((it) => it.name));

/** Every label of the tree and the node that has it, found in dtc's order (first match wins). */
export const labelsOf = treeFact((tree: DeviceTree): ReadonlyMap<string, NodeRef> => {
  const labels = new Map<string, NodeRef>();
  for (const ref of walk(rootOf(tree)))
    for (const label of ref.node.labels) if (!labels.has(label.name)) labels.set(label.name, ref);
  return labels;
});

/** The node that a reference (`&label`, `&{/path}`) names, or undefined. */
export function resolveReference(
  tree: DeviceTree,
  reference: { readonly form: 'label' | 'path'; readonly text: string },
): NodeRef | undefined {
  if (reference.form === 'label')
    return trackerOf(tree) === undefined
      ? labelsOf(tree).get(reference.text)
      : nodesByLabel.first(tree, reference.text);
  return reference.text.startsWith('/') ? nodeAt(tree, reference.text) : undefined;
}

/** The nodes whose values refer to others by label, by that label. */
export const nodesReferringTo = nodeIndex((node) => referredIn(node, 'label'));

/** The nodes whose values refer to others by path, by that path. */
export const nodesReferringToPath = nodeIndex((node) => referredIn(node, 'path'));

/** What the values of a node refer to: labels or paths, in order, repeated ones included. */
export function referredIn(
  { properties }: DtNode,
  form: ReferenceSyntax['form'],
): readonly string[] {
  let names: string[] | undefined;
  for (const { parts } of properties.values())
    for (const part of parts) {
      if (part.kind === 'path' && part.reference.form === form)
        (names ??= []).push(part.reference.text);
      else if (part.kind === 'cells')
        for (const { reference } of part.references)
          if (reference.form === form) (names ??= []).push(reference.text);
    }
  return names ?? none;
}

const none: readonly never[] = [];
