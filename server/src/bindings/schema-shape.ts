/**
 * Whether a parsed file is a JSON Schema at all: each keyword holds the kind of value that it must. A file that is not
 * is left out as a whole, as dt-schema does; mere style errors are none of this check's business. Facts: JSON Schema
 * 2019-09 meta-schemas (applicator, validation), with `select` and `definitions` as subschemas.
 */
import { isInteger, isList, isObject, type JsonObject, type JsonValue } from './schema';

/** Nested subschemas; deeper ones are refused. */
const maxSchemaDepth = 100;

/** Path of the first misshapen keyword, such as `properties/reg/maxItems`; undefined when all is well. */
export function misshapenAt(schema: JsonValue): string | undefined {
  return faultIn(schema, [])?.join('/');
}

type Path = readonly string[];
type Kind = (value: JsonValue, path: Path) => Path | undefined;

function faultIn(schema: JsonValue, path: Path): Path | undefined {
  if (typeof schema === 'boolean') return undefined;
  if (!isObject(schema) || path.length > maxSchemaDepth * 2) return path;
  return firstFault(schema, path, (key) => kinds.get(key));
}

function firstFault(
  map: JsonObject,
  path: Path,
  kindOf: (key: string) => Kind | undefined,
): Path | undefined {
  for (const [key, value] of Object.entries(map)) {
    const fault = kindOf(key)?.(value, [...path, key]);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

function such(test: (value: JsonValue) => boolean): Kind {
  return (value, path) => (test(value) ? undefined : path);
}

function listOf(member: Kind, least: number): Kind {
  return (value, path) => {
    if (!isList(value) || value.length < least) return path;
    for (const [index, it] of value.entries()) {
      const fault = member(it, [...path, String(index)]);
      if (fault !== undefined) return fault;
    }
    return undefined;
  };
}

function mapOf(member: Kind): Kind {
  return (value, path) => (isObject(value) ? firstFault(value, path, () => member) : path);
}

const number = such((it) => typeof it === 'number' || typeof it === 'bigint');
const count = such((it) => isInteger(it) && it >= 0);
const flag = such((it) => typeof it === 'boolean');
const text = such((it) => typeof it === 'string');
const names = such(
  (it) =>
    isList(it) && it.every((name) => typeof name === 'string') && new Set(it).size === it.length,
);
const typeName = such((it) =>
  ['array', 'boolean', 'integer', 'null', 'number', 'object', 'string'].includes(String(it)),
);
const schemas = listOf(faultIn, 1);

const kinds: ReadonlyMap<string, Kind> = new Map<string, Kind>([
  ...entries(
    ['select', 'not', 'if', 'then', 'else', 'contains', 'additionalItems', 'propertyNames'],
    faultIn,
  ),
  ...entries(['additionalProperties', 'unevaluatedProperties', 'unevaluatedItems'], faultIn),
  ...entries(['allOf', 'anyOf', 'oneOf'], schemas),
  ...entries(['properties', 'patternProperties', '$defs', 'definitions'], mapOf(faultIn)),
  ['dependentSchemas', mapOf(faultIn)],
  ['dependentRequired', mapOf(names)],
  ['dependencies', mapOf((it, path) => (isList(it) ? names : faultIn)(it, path))],
  ['items', (it, path) => (isList(it) ? schemas : faultIn)(it, path)],
  ['type', (it, path) => (isList(it) ? listOf(typeName, 1) : typeName)(it, path)],
  ['enum', such(isList)],
  ['required', names],
  ...entries(['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum'], number),
  ['multipleOf', such((it) => (typeof it === 'number' || typeof it === 'bigint') && it > 0)],
  ...entries(['minItems', 'maxItems', 'minLength', 'maxLength', 'minProperties'], count),
  ...entries(['uniqueItems', 'deprecated', 'readOnly'], flag),
  ...entries(['$ref', '$id', '$schema', 'title', 'description', 'pattern', '$comment'], text),
]);

function entries(keys: readonly string[], kind: Kind): readonly (readonly [string, Kind])[] {
  return keys.map((key) => [key, kind] as const);
}
