/** The values that the schemas enumerate for a property, in the form that the place wants: quoted, bracketed or bare. */
import { describeProperty, type AllowedValue } from '../../bindings/knowledge/property-knowledge';
import { labelsOf } from '../../tree/references';
import { placeAt } from '../binding-place';
import type { CompletionItem } from './completion-item';
import { sortKey, type InputOf } from './completion-input';
import { quotedEdit } from './quoted-edit';

type Input = InputOf<'string' | 'value' | 'cells'>;

/** The values that are allowed here; references where the property wants phandles. */
export function propertyValueItems(input: Input): readonly CompletionItem[] {
  const { snapshot, position, state } = input;
  const place = placeAt(position);
  if (place === undefined || state.property === 'compatible') return [];
  const knowledge = describeProperty(snapshot.catalogue, place, state.property);
  if (knowledge === undefined) return [];
  const values = knowledge.values.flatMap((it, i) => valueItem(input, it, i));
  const wantsPhandle = knowledge.types.some((it) => it.startsWith('phandle'));
  return state.kind === 'cells' && wantsPhandle ? [...values, ...referenceItems(input)] : values;
}

function valueItem(input: Input, allowed: AllowedValue, rank: number): readonly CompletionItem[] {
  const edit = editOf(input, allowed.value);
  if (edit === undefined) return [];
  const { value, meaning, since, deprecated } = allowed;
  const text = String(value);
  return [
    {
      label: text,
      kind: 'value',
      ...((meaning !== '' || since !== undefined) && {
        detail: [meaning, ...(since === undefined ? [] : [`since ${since}`])]
          .filter(Boolean)
          .join(' '),
      }),
      edit,
      filterText: text,
      sortText: sortKey(rank),
      ...(deprecated !== undefined && { isDeprecated: true }),
    },
  ];
}

function editOf(input: Input, value: AllowedValue['value']): CompletionItem['edit'] | undefined {
  const { state, position, snapshot } = input;
  const isText = typeof value === 'string';
  switch (state.kind) {
    case 'string':
      if (!isText) return undefined;
      return withoutFilter(quotedEdit({ position, snapshot, state }, value));
    case 'value':
      if (isText) return withoutFilter(quotedEdit({ position, snapshot, state }, value));
      return state.needsComma ? undefined : { range: state.range, newText: `<${value}>` };
    case 'cells':
      return isText ? undefined : { range: state.range, newText: String(value) };
  }
}

function withoutFilter({ range, newText }: ReturnType<typeof quotedEdit>): CompletionItem['edit'] {
  return { range, newText };
}

function referenceItems({ position, state }: Input): readonly CompletionItem[] {
  return [...labelsOf(position.analysis.tree)].map(([label, { path }]): CompletionItem => ({
    label: `&${label}`,
    kind: 'label',
    detail: path,
    edit: { range: state.range, newText: `&${label}` },
    filterText: `&${label}`,
    sortText: `${sortKey(1)}${label}`,
  }));
}
