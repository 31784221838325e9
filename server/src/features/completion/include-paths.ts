/** Names for `#include` and `/include/`: the known files that the search would find, as the shortest name finds them. */
import { textBetween } from '../../lexer/source-file';
import { folderOf } from '../../text/path';
import { isBelow, relativePath } from '../../workspace/paths';
import type { CompletionItem } from './completion-item';
import type { InputOf } from './completion-input';

/** The files that can be included here. */
export function includeItems({
  snapshot,
  position,
  state,
}: InputOf<'include'>): readonly CompletionItem[] {
  const { file, analysis } = position;
  const own = state.isSystem ? [] : [folderOf(file.id)];
  const names = new Set<string>();
  for (const folder of [...own, ...analysis.context.includePaths])
    for (const id of snapshot.files.keys())
      if (id !== file.id && isBelow(id, folder) && isIncluded(id, state.isDts))
        names.add(relativePath(folder, id));
  const isClosed = /["">]/.test(textBetween(file, state.range.end, state.range.end + 1));
  return [...names].map((name): CompletionItem => {
    const close = state.isSystem ? '>' : '"';
    return {
      label: name,
      kind: 'file',
      edit: { range: state.range, newText: isClosed ? name : name + close },
      filterText: name,
      sortText: name,
    };
  });
}

function isIncluded(name: string, isDts: boolean): boolean {
  return isDts ? /\.dtsi$/i.test(name) : /\.(dtsi|h)$/i.test(name);
}
