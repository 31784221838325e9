/** `dts-chosen/composedTree`: what dtc makes of the file's context, as source. */
import { printTree } from '../../tree/print-tree';
import type { ComposedTreeParams } from '../extensions';
import type { View } from '../view';

export function composedTree(
  view: View,
  { provenance }: ComposedTreeParams,
): { readonly text: string } {
  const context = view.snapshot.contextOf(view.file);
  if (context === undefined) return { text: '' };
  const { tree } = view.snapshot.analysis(context);
  return {
    text: printTree(tree, provenance ? { provenance: (id) => view.snapshot.file(id) } : {}),
  };
}
