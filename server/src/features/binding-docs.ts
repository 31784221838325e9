/** What the bindings say, as Markdown for hovers and completion. The words are those of the schemas. */
import { partsAt, type PlaceContext } from '../bindings/knowledge/applied-parts';
import {
  describeCompatible,
  type CompatibleKnowledge,
} from '../bindings/knowledge/compatible-knowledge';
import { readDescription } from '../bindings/knowledge/description';
import {
  describeProperty,
  type AllowedValue,
  type PropertyKnowledge,
} from '../bindings/knowledge/property-knowledge';
import type { Catalogue } from '../bindings/catalogue';
import { stringAt } from '../bindings/schema';
import { bullets, code, paragraphs } from './hover/markdown';

/** Values that are listed. */
const mostValues = 16;

/** A property at a place; undefined when no schema names it. */
export function propertyDocs(
  catalogue: Catalogue,
  place: PlaceContext | undefined,
  name: string,
): string | undefined {
  const knowledge = place && describeProperty(catalogue, place, name);
  return knowledge && propertyMarkdown(knowledge);
}

/** A compatible string at a place; undefined when no schema knows it. */
export function compatibleDocs(
  catalogue: Catalogue,
  place: PlaceContext | undefined,
  value: string,
): string | undefined {
  const knowledge = describeCompatible(catalogue, value, place);
  return knowledge && paragraphs([`**${code(value)}**`, compatibleMarkdown(knowledge)]);
}

/** A node: its compatible strings, else the schemas that are chosen by its name. */
export function nodeDocs(catalogue: Catalogue, place: PlaceContext): string | undefined {
  const strings = place.compatibles[Math.max(0, place.path.length - 1)] ?? [];
  const known = paragraphs(strings.map((it) => compatibleDocs(catalogue, place, it)));
  if (known !== undefined) return known;
  const named = partsAt(catalogue, place).find(
    ({ schema, part }) => part === schema.source && schema.fixed['select'] !== true,
  );
  const text = named && readDescription(stringAt(named.part, 'description') ?? '').text;
  return named && paragraphs([`**${named.schema.title}**`, text]);
}

/** Type, meaning, allowed values and consequences of a property. */
export function propertyMarkdown(knowledge: PropertyKnowledge): string {
  const { types, description, values, since, isDeprecated, consequence, schemaTitle } = knowledge;
  const kind = types.length > 0 ? ` (${types.map(typeLabel).join(' or ')})` : '';
  const facts = [
    ...(knowledge.isRequired ? ['required'] : []),
    ...(since === undefined ? [] : [`since ${since}`]),
    ...(isDeprecated ? ['**deprecated**'] : []),
    ...(knowledge.default === undefined ? [] : [`default ${code(String(knowledge.default))}`]),
    ...limits(knowledge),
  ];
  return (
    paragraphs([
      `**${code(knowledge.name)}**${kind}${facts.length > 0 ? `: ${facts.join(', ')}` : ''}`,
      description,
      bullets(knowledge.items.filter((it) => it !== '')),
      bullets(values.slice(0, mostValues).map(valueText)),
      consequence && `If it is wrong: ${consequence.text}.`,
      `*${schemaTitle}*`,
    ]) ?? ''
  );
}

/** Meaning of a compatible string. */
export function compatibleMarkdown(knowledge: CompatibleKnowledge): string {
  const { description, since, deprecated, schemaTitle } = knowledge;
  return (
    paragraphs([
      description,
      since && `Since ${since}.`,
      deprecated && `**Deprecated**: ${deprecated}.`,
      `*${schemaTitle}*`,
    ]) ?? ''
  );
}

/** What a type of types.yaml is called where people read it. */
export function typeLabel(type: string): string {
  return type === 'flag' ? 'empty' : type;
}

function valueText({ value, meaning, since, deprecated }: AllowedValue): string {
  const shown = code(typeof value === 'string' ? `"${value}"` : `<${value}>`);
  const notes = [
    ...(since === undefined ? [] : [`since ${since}`]),
    ...(deprecated === undefined ? [] : [`deprecated: ${deprecated}`]),
  ];
  const note = notes.length > 0 ? ` (${notes.join(', ')})` : '';
  return meaning === '' ? `${shown}${note}` : `${shown}: ${meaning}${note}`;
}

function limits({ minimum, maximum, multipleOf }: PropertyKnowledge): readonly string[] {
  return [
    ...(minimum === undefined ? [] : [`at least ${minimum}`]),
    ...(maximum === undefined ? [] : [`at most ${maximum}`]),
    ...(multipleOf === undefined ? [] : [`a multiple of ${multipleOf}`]),
  ];
}
