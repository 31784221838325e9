/** What can be deleted: child nodes and properties of the node at hand; at the top level nodes by their labels. */
import { textBetween } from '../../lexer/source-file';
import { labelsOf } from '../../tree/references';
import type { CompletionItem } from './completion-item';
import type { InputOf } from './completion-input';

/** The names behind `/delete-node/` and `/delete-property/`. */
export function deletionItems({ position, state }: InputOf<'delete'>): readonly CompletionItem[] {
  const { node, file } = position;
  const close = /^[ \t]*;/.test(textBetween(file, state.range.end, state.range.end + 200))
    ? ''
    : ';';
  const item = (label: string, detail?: string): CompletionItem => ({
    label,
    kind: state.what === 'property' ? 'property' : 'node',
    ...(detail !== undefined && { detail }),
    edit: { range: state.range, newText: label + close },
    filterText: label,
    sortText: label,
  });
  if (state.what === 'property')
    return [...(node?.node.properties.keys() ?? [])].map((it) => item(it));
  if (position.blocks.length > 0)
    return [...(node?.node.children.keys() ?? [])].map((it) => item(it));
  const labels = labelsOf(position.analysis.tree);
  return [...labels].map(([label, { path }]) => item(`&${label}`, path));
}
