/**
 * Compatible strings that fit the node's place, as the schemas of its parent and its own tell. What completes the list
 * comes first, in an empty list what the node's name suggests; a string that the list has already never comes.
 */
import { textBetween } from '../../lexer/source-file';
import {
  allCompatibles,
  compatiblesAt,
  type CompatibleKnowledge,
  type CompatibleOffer,
} from '../../bindings/knowledge/compatible-knowledge';
import { TokenKind } from '../../lexer/token-kind';
import { compatibleMarkdown } from '../binding-docs';
import { placeAt, withCompatibles } from '../binding-place';
import { significantBefore, textOf } from '../file-tokens';
import type { CompletionItem } from './completion-item';
import { sortKey, type InputOf } from './completion-input';
import { quotedEdit } from './quoted-edit';
import { isGeneric, suggests } from './usual-names';

type Input = InputOf<'string' | 'value'>;

/** The strings for `compatible`; empty for other properties. */
export function compatibleItems(input: Input): readonly CompletionItem[] {
  const { snapshot, position, state } = input;
  if (state.property !== 'compatible') return [];
  const place = placeAt(position);
  if (place === undefined) return [];
  const written = writtenStrings(input);
  const offers = compatiblesAt(snapshot.catalogue, withCompatibles(place, written.before));
  const used = new Set([...written.before, ...written.behind]);
  if (offers.length === 0) return unplacedItems(input, used);
  const name = place.path[place.path.length - 1] ?? '';
  const rankOf = (offer: CompatibleOffer) => {
    if (offer.deprecated !== undefined) return 4;
    if (written.before.length > 0) return offer.list.length > written.before.length + 1 ? 1 : 0;
    if (isGeneric(offer.value)) return 3;
    return suggests(name, offer.value) ? 0 : 2;
  };
  return offers
    .filter(({ value }) => !used.has(value))
    .map((it, i) => stringItem(input, it, `${sortKey(rankOf(it))}${sortKey(i)}`));
}

/** Where the schemas say nothing about the place: strings that are bound to no other place. */
function unplacedItems(input: Input, used: ReadonlySet<string>): readonly CompletionItem[] {
  return allCompatibles(input.snapshot.catalogue)
    .filter(({ value, places }) => places.length === 0 && !used.has(value))
    .map((it, i) => stringItem(input, it, sortKey(i)));
}

function stringItem(
  input: Input,
  knowledge: CompatibleKnowledge,
  sortText: string,
): CompletionItem {
  const { value, meaning, deprecated } = knowledge;
  const edit = quotedEdit(input, value);
  return {
    label: value,
    kind: 'compatible',
    detail: meaning,
    documentation: compatibleMarkdown(knowledge),
    edit,
    filterText: edit.filterText,
    sortText,
    ...(deprecated !== undefined && { isDeprecated: true }),
  };
}

/** The strings of the same statement before and behind the one that is being typed. */
function writtenStrings({ position: { file }, state }: Input): {
  readonly before: readonly string[];
  readonly behind: readonly string[];
} {
  const isString = state.kind === 'string';
  const start = isString ? state.content.start - 1 : state.range.start;
  const before: string[] = [];
  let token = significantBefore(file, start);
  while (token?.kind === TokenKind.string || token?.kind === TokenKind.comma) {
    if (token.kind === TokenKind.string) before.unshift(...stringsIn(textOf(token)));
    token = significantBefore(file, token.start);
  }
  if (isString) before.push(...stringsIn(textBetween(file, start, state.range.start)).slice(0, -1));
  const from = state.range.end + (isString && state.isClosed ? 1 : 0);
  const rest = /^[^;{}]*/.exec(textBetween(file, from, from + longestRest))?.[0] ?? '';
  const behind = [...rest.matchAll(/"([^"]*)"/g)].flatMap((it) => stringsIn(it[0]));
  return { before, behind };
}

/** How far behind the cursor other strings of the value are looked for, in code units. */
const longestRest = 2000;

/** The strings that a literal holds, an unfinished one included. */
function stringsIn(literal: string): readonly string[] {
  return literal.replace(/^"|"$/g, '').split('\\0');
}
