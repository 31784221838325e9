/** Macros: in cells, where they stand for numbers, and in conditions. Include guards and reserved names are left out. */
import { tokenText } from '../../lexer/token-chunk';
import type { MacroDefinition } from '../../preprocessor/macro';
import { definitionsByName } from '../macro-definitions';
import type { CompletionItem } from './completion-item';
import { sortKey, type InputOf } from './completion-input';

/** Header files define thousands: more than these are not sent at once. */
const mostMacros = 400;

/** The macros whose name holds the typed letters in order. */
export function macroItems({ position, state }: InputOf<'cells' | 'condition'>): {
  readonly items: readonly CompletionItem[];
  readonly isIncomplete: boolean;
} {
  const pattern = new RegExp([...state.typed.replace(/\W/g, '')].join('.*'), 'i');
  const macros = [...definitionsByName(position.analysis.preprocessed).values()];
  const fitting = macros
    .flatMap((it) => it.slice(-1))
    .filter((it) => pattern.test(it.name) && isOffered(it, state.kind === 'condition'));
  const typed = state.typed.toLowerCase();
  const isPrefix = (it: MacroDefinition) => it.name.toLowerCase().startsWith(typed);
  const best = [...fitting.filter(isPrefix), ...fitting.filter((it) => !isPrefix(it))];
  const items = best.slice(0, mostMacros).map((it): CompletionItem => {
    const newText = it.parameters === undefined ? it.name : `${it.name}()`;
    return {
      label: it.parameters === undefined ? it.name : `${it.name}(${it.parameters.join(', ')})`,
      kind: 'macro',
      detail: bodyText(it),
      edit: {
        range: state.range,
        newText,
        ...(it.parameters !== undefined && { cursor: newText.length - 1 }),
      },
      filterText: it.name,
      sortText: `${sortKey(2)}${it.name}`,
    };
  });
  return { items, isIncomplete: fitting.length > mostMacros };
}

/** A body as written, shortened to what fits beside a name. */
function bodyText({ body }: MacroDefinition): string {
  const text = body
    .slice(0, 40)
    .map(
      ({ token }, i) => (token.hasSpace && i > 0 ? ' ' : '') + tokenText(token.chunk, token.index),
    )
    .join('');
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}

function isOffered({ name, body }: MacroDefinition, isCondition: boolean): boolean {
  if (name.startsWith('__')) return isCondition && name === '__DTS__';
  return isCondition || body.length > 0;
}
