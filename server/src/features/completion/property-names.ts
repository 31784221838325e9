/**
 * Names of properties for the node at hand, from its schemas: what is required and absent first, then the node's own,
 * then those of every node. What the block has already is left out. The text goes as far as the type tells.
 */
import { textBetween } from '../../lexer/source-file';
import { propertiesAt, type PropertyKnowledge } from '../../bindings/knowledge/property-knowledge';
import { locate } from '../../preprocessor/locate';
import { propertyMarkdown, typeLabel } from '../binding-docs';
import { placeAt } from '../binding-place';
import type { CompletionEdit, CompletionItem } from './completion-item';
import { sortKey, type InputOf } from './completion-input';

/** The properties that can be written; empty at the top level. */
export function propertyNameItems(input: InputOf<'statement'>): readonly CompletionItem[] {
  const { snapshot, position, state } = input;
  const place = placeAt(position);
  if (place === undefined || state.typed.startsWith('/')) return [];
  const own = ownProperties(input);
  const isTooLate = hasNodeBefore(input);
  const rest = textBetween(position.file, state.range.end, state.range.end + 200);
  return propertiesAt(snapshot.catalogue, place)
    .filter(({ name }) => !own.has(name))
    .map((it, i): CompletionItem => {
      const isMissing = it.isRequired && position.node?.node.properties.has(it.name) !== true;
      const rank = isTooLate ? 10 : it.isDeprecated ? 3 : isMissing ? 0 : 1;
      return {
        label: it.name,
        kind: 'property',
        detail: detailOf(it),
        documentation: propertyMarkdown(it),
        edit: editOf(it, state.range, rest),
        filterText: it.name,
        sortText: `${sortKey(rank)}${sortKey(i)}`,
        ...(it.isDeprecated && { isDeprecated: true }),
        ...(asksAgain(it) && { asksAgain: true }),
      };
    });
}

/** Whether a child node precedes in the same block: dtc takes no property behind one. */
function hasNodeBefore({
  snapshot,
  position: { blocks, file, offset },
}: InputOf<'statement'>): boolean {
  const statements = blocks[blocks.length - 1]?.statements ?? [];
  return statements.some((it) => {
    const found = it.kind === 'node' ? locate(it, (id) => snapshot.file(id)) : undefined;
    return found?.file === file.id && found.range.end <= offset;
  });
}

/** The properties that the same block sets, but for the one that is being typed. */
function ownProperties({ position, state }: InputOf<'statement'>): ReadonlySet<string> {
  const block = position.blocks[position.blocks.length - 1];
  const names = (block?.statements ?? []).flatMap((it) =>
    it.kind === 'property' ? [it.name.text] : [],
  );
  const typed = textBetween(position.file, state.range.start, state.range.end);
  return new Set(names.filter((it) => it !== typed));
}

function detailOf({ isRequired, types, since }: PropertyKnowledge): string {
  const kind = types.map(typeLabel).join(' or ');
  const notes = [
    ...(isRequired ? ['required'] : []),
    ...(since === undefined ? [] : [`since ${since}`]),
  ];
  return [kind, ...notes].filter((it) => it !== '').join(', ');
}

/** The name with as much of `= …;` as does not stand there yet. */
function editOf(
  { name, types }: PropertyKnowledge,
  range: CompletionEdit['range'],
  rest: string,
): CompletionEdit {
  if (/^\s*=/.test(rest)) return { range, newText: name };
  const end = /^[ \t]*;/.test(rest) ? '' : ';';
  const [before, behind] = bracketsOf(types);
  if (before === undefined) return { range, newText: name + end };
  const head = `${name} = ${before}`;
  return { range, newText: head + behind + end, cursor: head.length };
}

/** What encloses a value of these types, the cursor between the two; nothing for a flag. */
function bracketsOf(types: readonly string[]): readonly [string | undefined, string] {
  const type = types[0] ?? '';
  if (type === 'flag') return [undefined, ''];
  if (type.includes('string')) return ['"', '"'];
  if (/^u?int8-array$/.test(type)) return ['[', ']'];
  if (type === 'uint64') return ['<0x0 ', '>'];
  return /int|phandle|address|cell|array|matrix/.test(type) ? ['<', '>'] : ['', ''];
}

function asksAgain({ name, values, types }: PropertyKnowledge): boolean {
  return name === 'compatible' || values.length > 0 || types.some((it) => it.startsWith('phandle'));
}
