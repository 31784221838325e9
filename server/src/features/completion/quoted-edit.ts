/** Putting a string into a value: with its quotes outside of quotes, with the one that is missing inside. */
import { textBetween } from '../../lexer/source-file';
import type { CompletionEdit } from './completion-item';
import type { InputOf } from './completion-input';

/** The edit that makes `text` the string at the cursor, and what the typed text is compared with. */
export function quotedEdit(
  { position: { file }, state }: InputOf<'string' | 'value'>,
  text: string,
): CompletionEdit & { readonly filterText: string } {
  const { range } = state;
  if (state.kind === 'string')
    return { range, newText: state.isClosed ? text : `${text}"`, filterText: text };
  const isSpaced = /\s/.test(textBetween(file, range.start - 1, range.start));
  const lead = state.needsComma ? ', ' : isSpaced ? '' : ' ';
  return { range, newText: `${lead}"${text}"`, filterText: text };
}
