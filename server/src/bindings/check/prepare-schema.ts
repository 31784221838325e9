/**
 * A fixed-up schema → what the JSON Schema engine compiles: only keywords that are known, every `$ref` absolute, and a
 * reference that leads nowhere is the schema `false`. `type` becomes `valueType`, because exact integers are `bigint`
 * where a double would round. Facts: JSON Schema 2019-09, keywords beside `$ref` apply.
 */
import { isList, isObject, type JsonObject, type JsonValue } from '../schema';
import { absoluteReference, type SchemaTarget } from './references';

export interface Preparation {
  /** What a reference of this schema names; undefined when nothing is there. */
  resolve(ref: string): SchemaTarget | undefined;
  /** Whether following the target never ends: such a reference says nothing. */
  isRing(target: SchemaTarget): boolean;
  /** Told of each schema that comes out, with its JSON pointer in the schema that goes in. */
  note(prepared: JsonObject, pointer: string): void;
}

const schemaKeywords = new Set([
  'not',
  'if',
  'then',
  'else',
  'contains',
  'additionalItems',
  'additionalProperties',
  'unevaluatedProperties',
]);
const listKeywords = new Set(['allOf', 'anyOf', 'oneOf']);
const mapKeywords = new Set([
  'properties',
  'patternProperties',
  '$defs',
  'definitions',
  'dependentSchemas',
]);
const plainKeywords = new Set([
  'const',
  'enum',
  'minimum',
  'maximum',
  'exclusiveMinimum',
  'exclusiveMaximum',
  'multipleOf',
  'pattern',
  'minItems',
  'maxItems',
  'uniqueItems',
  'required',
  'dependentRequired',
  'typeSize',
]);

/** Prepares a schema and all schemas in it. `pointer` tells where it stands in its file. */
export function prepareSchema(
  schema: JsonObject,
  preparation: Preparation,
  pointer = '',
): JsonObject {
  const members: [string, JsonValue][] = [];
  const extra: JsonValue[] = [];
  for (const [key, value] of Object.entries(schema)) {
    if (key === '$ref' && typeof value === 'string') {
      const target = preparation.resolve(value);
      if (target === undefined) extra.push(false);
      else if (!preparation.isRing(target)) members.push([key, absoluteReference(target)]);
    } else if (key === 'type') {
      members.push(['valueType', value]);
    } else if (plainKeywords.has(key)) {
      members.push([key, value]);
    } else {
      const prepared = prepareMember(key, value, preparation, `${pointer}/${key}`);
      if (prepared !== undefined) members.push([key, prepared]);
    }
  }
  const prepared = withAllOf(Object.fromEntries(members), extra);
  preparation.note(prepared, pointer);
  return prepared;
}

function prepareMember(
  key: string,
  value: JsonValue,
  preparation: Preparation,
  pointer: string,
): JsonValue | undefined {
  const into = (part: JsonValue, step: string): JsonValue =>
    isObject(part) ? prepareSchema(part, preparation, pointer + step) : part;
  if (schemaKeywords.has(key) || (key === 'items' && !isList(value))) return into(value, '');
  if (listKeywords.has(key) || key === 'items') {
    return isList(value) ? value.map((part, at) => into(part, `/${at}`)) : undefined;
  }
  if (!mapKeywords.has(key) || !isObject(value)) return undefined;
  return Object.fromEntries(
    Object.entries(value).map(([name, part]) => [name, into(part, `/${escapeStep(name)}`)]),
  );
}

function withAllOf(schema: JsonObject, extra: readonly JsonValue[]): JsonObject {
  if (extra.length === 0) return schema;
  const allOf = schema['allOf'];
  return { ...schema, allOf: [...(isList(allOf) ? allOf : []), ...extra] };
}

/** A member's name as a step of a JSON pointer. */
export function escapeStep(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}
