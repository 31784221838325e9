/**
 * Looks references up as they were understood at a point of the source, in drafts that have seen all of it: what was
 * made by a later statement is not there yet. Whether a deleted node was there would take more than this to tell.
 */
import type { ReferenceSyntax } from '../syntax/ast';
import { isDeletion, none, type DraftNode } from './draft';
import { firstInTree, type Fold } from './fold';

/** The node that a reference named when the operation of that order came; 'unclear' when a deletion is concerned. */
export function findAt(
  fold: Fold,
  { form, text }: ReferenceSyntax,
  order: number,
): DraftNode | undefined | 'unclear' {
  return form === 'path' ? pathAt(fold.root, text, order) : labelAt(fold, text, order);
}

function labelAt(
  { root, labels }: Fold,
  label: string,
  order: number,
): DraftNode | undefined | 'unclear' {
  const candidates = labels.get(label) ?? none;
  if (candidates.some(isDeletedSometime)) return 'unclear';
  return firstInTree(
    root,
    candidates.filter((it) => hasLabelBefore(it, label, order)),
  );
}

function hasLabelBefore(draft: DraftNode, label: string, order: number): boolean {
  return draft.events.some(
    (it) =>
      it.order < order &&
      (it.kind === 'first' || it.kind === 'body') &&
      it.syntax.labels.some(({ name }) => name === label),
  );
}

function pathAt(root: DraftNode, path: string, order: number): DraftNode | undefined | 'unclear' {
  let node: DraftNode | undefined = root;
  for (const name of path.split('/')) {
    if (name === '' || node === undefined) continue;
    const candidates: readonly DraftNode[] = node.children.filter((it) => it.name === name);
    if (candidates.some(isDeletedSometime)) return 'unclear';
    node = candidates.find((it) => (it.events[0]?.order ?? order) < order);
  }
  return node;
}

function isDeletedSometime(draft: DraftNode): boolean {
  return draft.events.some(isDeletion);
}
