/** Full paths, part by part: inside `&{/…}` and inside strings that name nodes; aliases where those are allowed. */
import { textBetween } from '../../lexer/source-file';
import type { TextRange } from '../../text/text-range';
import { childrenOf, nodeAt, type NodeRef } from '../../tree/node-ref';
import { compatiblesOf } from '../../tree/value';
import { aliasesOf, nodeStringForm } from '../node-strings';
import type { Position } from '../position';
import type { CompletionItem } from './completion-item';
import { sortKey, type InputOf } from './completion-input';

/** The parts that can follow in `&{/…}`. */
export function pathReferenceItems({
  position,
  state,
}: InputOf<'path'>): readonly CompletionItem[] {
  return partItems(position, state.typed, state.range);
}

/** What the string of a property that names a node can go on with; empty for other properties. */
export function pathStringItems({ position, state }: InputOf<'string'>): readonly CompletionItem[] {
  const form = nodeStringForm(position.node?.path ?? '', state.property);
  if (form === undefined || state.typed.includes(':')) return [];
  if (state.typed !== '' && !state.typed.startsWith('/') && form === 'path') return [];
  const parts =
    state.typed.startsWith('/') || state.typed === ''
      ? partItems(position, state.typed, state.range)
      : [];
  if (form === 'path' || state.typed.startsWith('/')) return parts;
  const aliases = aliasesOf(position.analysis.tree).map(({ name, path }): CompletionItem => ({
    label: name,
    kind: 'path',
    ...(path !== undefined && { detail: path }),
    documentation: 'alias',
    edit: { range: state.range, newText: name },
    filterText: name,
    sortText: `${sortKey(0)}${name}`,
  }));
  return [...aliases, ...parts];
}

function partItems(position: Position, typed: string, range: TextRange): readonly CompletionItem[] {
  const { tree } = position.analysis;
  const slash = typed.lastIndexOf('/');
  const parent = nodeAt(tree, typed.slice(0, Math.max(0, slash)));
  if (parent === undefined) return [];
  const start = range.start + slash + 1;
  const rest = textBetween(position.file, position.offset, range.end);
  const end = position.offset + (/^[^/:]*/.exec(rest)?.[0].length ?? 0);
  const lead = slash < 0 ? '/' : '';
  return childrenOf(parent).map((child, i): CompletionItem =>
    partItem(child, i, lead, { start, end }),
  );

  function partItem(child: NodeRef, i: number, prefix: string, part: TextRange): CompletionItem {
    const name = prefix + child.node.name;
    const compatibles = compatiblesOf(tree, child);
    return {
      label: name,
      kind: 'path',
      ...(compatibles[0] !== undefined && { detail: compatibles[0] }),
      edit: { range: part, newText: name },
      filterText: name,
      sortText: sortKey(i + 1),
    };
  }
}
