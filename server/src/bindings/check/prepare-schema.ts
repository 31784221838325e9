/**
 * A fixed-up schema → what the JSON Schema engine compiles: only keywords that are known, every `$ref` absolute, and a
 * reference that leads nowhere is the schema `false`. `type` becomes `valueType`, because exact integers are `bigint`
 * where a double would round. Facts: JSON Schema 2019-09, keywords beside `$ref` apply.
 */
import { isList, isObject, type JsonObject, type JsonValue } from '../schema';

/** The absolute reference for `ref` in the schema `base`; undefined when nothing is there. */
export type ResolveRef = (ref: string, base: string) => string | undefined;

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

/** Prepares the schema with the id `base`, or a part of it. */
export function prepareSchema(schema: JsonObject, base: string, resolve: ResolveRef): JsonObject {
  const prepared: [string, JsonValue][] = [];
  const extra: JsonValue[] = [];
  const into = (value: JsonValue): JsonValue =>
    isObject(value) ? prepareSchema(value, base, resolve) : value;
  for (const [key, value] of Object.entries(schema)) {
    if (key === '$ref' && typeof value === 'string') {
      const ref = resolve(value, base);
      if (ref === undefined) extra.push(false);
      else prepared.push([key, ref]);
    } else if (key === 'type') {
      prepared.push(['valueType', value]);
    } else if (schemaKeywords.has(key)) {
      prepared.push([key, into(value)]);
    } else if (key === 'items') {
      prepared.push([key, isList(value) ? value.map(into) : into(value)]);
    } else if (listKeywords.has(key)) {
      if (isList(value)) prepared.push([key, value.map(into)]);
    } else if (mapKeywords.has(key)) {
      if (isObject(value)) prepared.push([key, mapValues(value, into)]);
    } else if (plainKeywords.has(key)) {
      prepared.push([key, value]);
    }
  }
  return withAllOf(Object.fromEntries(prepared), extra);
}

function withAllOf(schema: JsonObject, extra: readonly JsonValue[]): JsonObject {
  if (extra.length === 0) return schema;
  const allOf = schema['allOf'];
  return { ...schema, allOf: [...(isList(allOf) ? allOf : []), ...extra] };
}

function mapValues(map: JsonObject, change: (value: JsonValue) => JsonValue): JsonObject {
  return Object.fromEntries(Object.entries(map).map(([key, value]) => [key, change(value)]));
}
