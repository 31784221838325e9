/**
 * What the reader of a tree does when a property is wrong or absent, as the property's description tells. The schema
 * that judged the node is asked first, then the ones that it refers to.
 */
import { memo } from '../../base/memo';
import type { Consequence } from '../binding-node';
import type { Catalogue } from '../catalogue';
import { isList, isObject, stringAt, type JsonValue, type LoadedSchema } from '../schema';
import { readDescription } from './description';

/** Undefined when no description says anything. */
export function consequenceFor(
  catalogue: Catalogue,
  schema: LoadedSchema,
  property: string | undefined,
): Consequence | undefined {
  return property === undefined ? undefined : consequencesOf(catalogue)(schema).get(property);
}

const consequencesOf = memo((catalogue: Catalogue) =>
  memo((schema: LoadedSchema) => {
    const found = new Map<string, Consequence>();
    collect(catalogue, schema, schema.source, found, new Set());
    return found;
  }),
);

function collect(
  catalogue: Catalogue,
  schema: LoadedSchema,
  part: JsonValue,
  found: Map<string, Consequence>,
  seen: Set<LoadedSchema>,
): void {
  if (isList(part)) {
    for (const it of part) collect(catalogue, schema, it, found, seen);
    return;
  }
  if (!isObject(part)) return;
  for (const [key, value] of Object.entries(part)) {
    if (key === 'properties' && isObject(value)) addAll(value, found);
    if (key === '$ref' && typeof value === 'string' && !value.startsWith('#')) {
      const other = URL.canParse(value, schema.id)
        ? catalogue.find(new URL(value, schema.id).href.replace(/#.*$/, ''))
        : undefined;
      if (other === undefined || seen.has(other)) continue;
      seen.add(other);
      collect(catalogue, other, other.source, found, seen);
    } else if (key !== 'examples') {
      collect(catalogue, schema, value, found, seen);
    }
  }
}

function addAll(properties: Readonly<Record<string, JsonValue>>, found: Map<string, Consequence>): void {
  for (const [name, property] of Object.entries(properties)) {
    const description = isObject(property) ? stringAt(property, 'description') : undefined;
    if (description === undefined || found.has(name)) continue;
    const { consequence } = readDescription(description);
    if (consequence !== undefined) found.set(name, consequence);
  }
}
