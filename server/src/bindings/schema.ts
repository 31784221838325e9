/**
 * The shapes that schemas have in memory: what a YAML file parses to, and small questions about it. A schema is plain
 * data and nobody changes one after it was read; the fix-ups work on a copy of their own. Integers that a double
 * cannot hold are `bigint`, all others `number`. Facts: dt-schema's dialect of JSON Schema 2019-09.
 */

export type JsonValue =
  string | number | bigint | boolean | null | readonly JsonValue[] | JsonObject;

export interface JsonObject {
  readonly [key: string]: JsonValue;
}

/** One schema of a catalogue. `source` is the file as written, `fixed` what dt-schema makes of it for validation. */
export interface LoadedSchema {
  /** `http://devicetree.org/schemas/xen/domain.yaml`, without the final `#`. */
  readonly id: string;
  readonly path: string;
  readonly title: string;
  readonly source: JsonObject;
  readonly fixed: JsonObject;
}

export function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isList(value: JsonValue | undefined): value is readonly JsonValue[] {
  return Array.isArray(value);
}

export function isInteger(value: JsonValue | undefined): value is number | bigint {
  return typeof value === 'bigint' || (typeof value === 'number' && Number.isInteger(value));
}

/** The member `key` of a schema when it is itself a schema object or a map of schemas. */
export function objectAt(schema: JsonObject, key: string): JsonObject | undefined {
  const value = Object.hasOwn(schema, key) ? schema[key] : undefined;
  return isObject(value) ? value : undefined;
}

/** The member `key` as a list; empty when absent or something else. */
export function listAt(schema: JsonObject, key: string): readonly JsonValue[] {
  const value = Object.hasOwn(schema, key) ? schema[key] : undefined;
  return isList(value) ? value : [];
}

/** The strings of the list `key`. */
export function stringsAt(schema: JsonObject, key: string): readonly string[] {
  return listAt(schema, key).filter((it) => typeof it === 'string');
}

/** The member `key` when it is a string. */
export function stringAt(schema: JsonObject, key: string): string | undefined {
  const value = Object.hasOwn(schema, key) ? schema[key] : undefined;
  return typeof value === 'string' ? value : undefined;
}

/** dt-schema's test for "this schema is about a number": the first of these keywords holds an integer. */
export function isIntegerSchema(schema: JsonObject): boolean {
  return ['const', 'enum', 'minimum', 'maximum'].some((key) => isInteger(firstOf(schema, key)));
}

/** dt-schema's test for "this schema is about a string". */
export function isStringSchema(schema: JsonObject): boolean {
  return ['const', 'enum', 'pattern'].some((key) => typeof firstOf(schema, key) === 'string');
}

function firstOf(schema: JsonObject, key: string): JsonValue | undefined {
  const value = schema[key];
  return isList(value) ? value[0] : value;
}
