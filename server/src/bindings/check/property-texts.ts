/**
 * Finds the description that explains a failure: the nearest one with fixed lines on the way from the top of a schema
 * to the failed keyword, else any description that the schema, or one that it refers to, gives the property.
 */
import { memo } from '../../base/memo';
import type { Catalogue } from '../catalogue';
import { readDescription, type Description } from '../knowledge/description';
import type { SchemaTarget } from './references';
import {
  isList,
  isObject,
  objectAt,
  stringAt,
  type JsonObject,
  type JsonValue,
  type LoadedSchema,
} from '../schema';

export interface Explained {
  /** The schema that was applied to the node. */
  readonly schema: LoadedSchema;
  /** Where the failed keyword stands. */
  readonly origin: SchemaTarget | undefined;
  readonly property: string | undefined;
}

/** The description; undefined when none tells a consequence or a form. */
export function explanationOf(
  catalogue: Catalogue,
  { schema, origin, property }: Explained,
): Description | undefined {
  if (property === undefined) return undefined;
  const nearest =
    origin === undefined ? undefined : alongPath(origin.schema.source, origin.pointer, property);
  return nearest ?? textsOf(catalogue)(schema).get(property);
}

/** Descriptions of `property` in the `properties` that the path passes or ends beside. */
function alongPath(source: JsonObject, pointer: string, property: string): Description | undefined {
  let value: JsonValue | undefined = source;
  let found: Description | undefined;
  for (const step of ['', ...pointer.split('/').slice(1)]) {
    if (step !== '') {
      const key = step.replaceAll('~1', '/').replaceAll('~0', '~');
      if (isList(value)) value = value[Number(key)];
      else value = isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
    }
    if (isObject(value)) found = textOf(objectAt(value, 'properties')?.[property]) ?? found;
  }
  return found;
}

function textOf(property: JsonValue | undefined): Description | undefined {
  const source = isObject(property) ? stringAt(property, 'description') : undefined;
  if (source === undefined) return undefined;
  const description = readDescription(source);
  return description.consequence === undefined && description.form === undefined
    ? undefined
    : description;
}

const textsOf = memo((catalogue: Catalogue) =>
  memo((schema: LoadedSchema) => {
    const found = new Map<string, Description>();
    collect(catalogue, schema, schema.source, found, new Set([schema]));
    return found;
  }),
);

function collect(
  catalogue: Catalogue,
  schema: LoadedSchema,
  part: JsonValue,
  found: Map<string, Description>,
  seen: Set<LoadedSchema>,
): void {
  if (isList(part)) {
    for (const it of part) collect(catalogue, schema, it, found, seen);
    return;
  }
  if (!isObject(part)) return;
  for (const [key, value] of Object.entries(part)) {
    if (key === 'properties' && isObject(value)) addAll(value, found);
    if (key !== 'examples') collect(catalogue, schema, value, found, seen);
    if (key !== '$ref' || typeof value !== 'string' || value.startsWith('#')) continue;
    const other = URL.canParse(value, schema.id)
      ? catalogue.find(new URL(value, schema.id).href.replace(/#.*$/, ''))
      : undefined;
    if (other === undefined || seen.has(other)) continue;
    seen.add(other);
    collect(catalogue, other, other.source, found, seen);
  }
}

function addAll(properties: JsonObject, found: Map<string, Description>): void {
  for (const [name, property] of Object.entries(properties)) {
    const description = textOf(property);
    if (description !== undefined && !found.has(name)) found.set(name, description);
  }
}
