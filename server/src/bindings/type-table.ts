/**
 * What type a property has, by its name alone: a blob holds bytes only, so all schemas together decide how each name
 * is decoded. A name may have several types; the value's length then decides. Facts: dt-schema's validator
 * (property types), current release.
 */
import { pythonPattern } from './python-pattern';
import {
  isList,
  isObject,
  isStringSchema,
  stringAt,
  type JsonObject,
  type JsonValue,
  type LoadedSchema,
} from './schema';

/** A type name of types.yaml: `uint32`, `string-array`, `phandle-array`, `address`, `flag`, … */
export type PropertyType = string;

/** Least and greatest number of rows, and of cells in a row; a greatest of 0 is open. */
export interface Dimensions {
  readonly outer: Range;
  readonly inner: Range;
}

export type Range = readonly [least: number, greatest: number];

export interface TypeTable {
  /** Types of a property; empty when no schema gives one. */
  typesOf(property: string): readonly PropertyType[];
  /** Dimensions of a property whose value is rows of numbers. */
  dimensionsOf(property: string): Dimensions | undefined;
}

interface Entry {
  type: PropertyType | 'node' | undefined;
  dimensions?: Dimensions;
  readonly pattern?: RegExp;
  readonly schemas: Set<string>;
}

type Entries = Map<string, Entry[]>;

const typeName =
  /(address|flag|u?int(8|16|32|64)(-(array|matrix))?|string(-array)?|phandle(-array)?)/;

/** Whether values of the type are rows of numbers whose shape schemas may limit. */
export function isMatrixType(type: PropertyType): boolean {
  return type === 'phandle-array' || type.endsWith('-matrix');
}

/** Collects the types from all schemas, after the fix-ups. */
export function typeTableOf(schemas: Iterable<LoadedSchema>): TypeTable {
  const entries: Entries = new Map();
  for (const schema of schemas) collectFrom(entries, schema, schema.fixed);
  followProperties(entries);
  entries.delete('^[a-z][a-z0-9\\-]*$');
  const { names, patterns } = split(entries);
  const matching = (property: string): readonly Entry[] =>
    patterns.filter((it) => it.pattern?.test(property));
  return {
    typesOf: (property) => {
      const named = distinctTypes(names.get(property) ?? []);
      return named.length > 0 ? named : distinctTypes(matching(property));
    },
    dimensionsOf: (property) =>
      [...(names.get(property) ?? []), ...matching(property)].find((it) => it.dimensions)
        ?.dimensions,
  };
}

function distinctTypes(entries: readonly Entry[]): readonly PropertyType[] {
  return [...new Set(entries.flatMap((it) => it.type ?? []))];
}

function split(entries: Entries): {
  readonly names: ReadonlyMap<string, readonly Entry[]>;
  readonly patterns: readonly Entry[];
} {
  const names = new Map<string, readonly Entry[]>();
  const patterns: Entry[] = [];
  for (const [name, all] of entries) {
    const row = all.filter((it) => it.type !== 'node');
    const first = row[0];
    if (first === undefined) continue;
    if (first.pattern === undefined) names.set(name, row);
    else if (first.type !== undefined) patterns.push(first);
  }
  return { names, patterns };
}

/** A type that is the name of another property becomes that property's first type. */
function followProperties(entries: Entries): void {
  for (const row of entries.values()) {
    const reference = row.find(
      (it) => it.type !== undefined && it.type !== 'node' && !typeName.test(it.type),
    );
    if (reference?.type !== undefined) reference.type = entries.get(reference.type)?.[0]?.type;
  }
}

function collectFrom(entries: Entries, schema: LoadedSchema, part: JsonValue | undefined): void {
  if (!isObject(part)) return;
  collectFrom(entries, schema, part['additionalProperties']);
  for (const key of ['allOf', 'oneOf', 'anyOf']) {
    for (const branch of listOf(part[key])) collectFrom(entries, schema, branch);
  }
  for (const key of ['properties', 'patternProperties']) {
    const map = part[key];
    if (!isObject(map)) continue;
    for (const [name, property] of Object.entries(map)) {
      collectProperty(
        { entries, schema, name, isPattern: key === 'patternProperties', through: new Set() },
        property,
      );
    }
  }
}

interface Collecting {
  readonly entries: Entries;
  readonly schema: LoadedSchema;
  readonly name: string;
  readonly isPattern: boolean;
  /** Definitions on the way here, for references in a ring. */
  readonly through: ReadonlySet<JsonValue>;
}

function collectProperty(at: Collecting, property: JsonValue): void {
  if (at.name.startsWith('$')) return;
  const known = at.entries.get(at.name);
  if (!isObject(property)) {
    if (property === true && known === undefined)
      at.entries.set(at.name, [newEntry(at, undefined)]);
    return;
  }
  const ref = stringAt(property, '$ref');
  if (ref?.startsWith('#/')) {
    if (known?.some((it) => it.schemas.has(at.schema.id))) return;
    const target = followPointer(at.schema.fixed, ref);
    if (target !== undefined && !at.through.has(target)) {
      collectProperty({ ...at, through: new Set([...at.through, target]) }, target);
    }
  }
  for (const key of ['allOf', 'oneOf', 'anyOf']) {
    for (const branch of listOf(property[key])) collectProperty(at, branch);
  }
  add(at, property, typeOf(at.name, property, ref));
  if (hasMembers(property)) collectFrom(at.entries, at.schema, property);
}

function add(at: Collecting, property: JsonObject, type: Entry['type']): void {
  const row = at.entries.get(at.name) ?? [];
  at.entries.set(at.name, row);
  if (type === undefined) {
    if (row.length === 0) row.push(newEntry(at, undefined));
    return;
  }
  const dimensions = isMatrixType(type) ? dimensionsIn(property) : undefined;
  for (const [index, entry] of row.entries()) {
    if (entry.type === undefined) {
      row.splice(index, 1);
      break;
    }
    if (entry.type === type) {
      if (dimensions !== undefined) {
        const before = entry.dimensions;
        entry.dimensions = before === undefined ? dimensions : mergeDimensions(before, dimensions);
      }
    } else if (entry.type.includes('string') && type.includes('string')) {
      if (type === 'string-array') entry.type = type;
    } else {
      continue;
    }
    entry.schemas.add(at.schema.id);
    return;
  }
  row.push({ ...newEntry(at, type), ...(dimensions === undefined ? {} : { dimensions }) });
}

function newEntry(at: Collecting, type: Entry['type']): Entry {
  const schemas = new Set([at.schema.id]);
  return at.isPattern ? { type, schemas, pattern: pythonPattern(at.name) } : { type, schemas };
}

function typeOf(name: string, property: JsonObject, ref: string | undefined): Entry['type'] {
  if (property['type'] === 'object' || hasMembers(property)) return 'node';
  const named = ref === undefined ? undefined : typeName.exec(ref)?.[0];
  if (named !== undefined) return named;
  if (property['type'] === 'boolean') return 'flag';
  const items = property['items'];
  if (items !== undefined) {
    const first = isList(items) ? items[0] : items;
    if (isObject(first) && isStringSchema(first)) return 'string-array';
    if (/-microvolt$/.test(name)) return 'int32-matrix';
    return /^(?!opp).*-hz$/.test(name) ? 'uint32-matrix' : undefined;
  }
  if (ref === undefined) return undefined;
  if (/\.yaml#?$/.test(ref)) return 'node';
  const other = ref.includes('/properties/') ? ref.split('/').at(-1) : undefined;
  return other === name ? undefined : other;
}

function hasMembers(property: JsonObject): boolean {
  return ['properties', 'patternProperties', 'additionalProperties'].some((key) =>
    Object.hasOwn(property, key),
  );
}

function dimensionsIn(property: JsonObject): Dimensions | undefined {
  const items = property['items'];
  if (!['items', 'minItems', 'maxItems'].some((key) => Object.hasOwn(property, key)))
    return undefined;
  const row = isList(items) && items.length === 1 ? items[0] : items;
  return { outer: rangeIn(property), inner: isObject(row) ? rangeIn(row) : [0, 0] };
}

/** How many elements a schema allows. */
function rangeIn(schema: JsonObject): Range {
  const { items, minItems, maxItems } = schema;
  if (isList(items)) return [numberOr(minItems, items.length), items.length];
  return [numberOr(minItems, 1), numberOr(maxItems, 0)];
}

function mergeDimensions(one: Dimensions, other: Dimensions): Dimensions {
  return { outer: mergeRanges(one.outer, other.outer), inner: mergeRanges(one.inner, other.inner) };
}

function mergeRanges(one: Range, other: Range): Range {
  const isOpen = one[1] === 0 || other[1] === 0;
  const greatest = isOpen ? 0 : Math.max(one[1], other[1]);
  return [greatest === 1 ? 1 : Math.min(one[0], other[0]), greatest];
}

/** The part of a schema that a local reference (`#/$defs/x`) names. */
export function followPointer(schema: JsonObject, ref: string): JsonValue | undefined {
  let value: JsonValue | undefined = schema;
  for (const step of ref.split('/').slice(1)) {
    const key = decodePointerStep(step);
    if (isList(value)) value = value[Number(key)];
    else value = isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
  }
  return value;
}

/** The name that a step of a JSON pointer in a URI stands for. */
export function decodePointerStep(step: string): string {
  const plain = step.replaceAll('~1', '/').replaceAll('~0', '~');
  try {
    return decodeURIComponent(plain);
  } catch {
    return plain;
  }
}

function listOf(value: JsonValue | undefined): readonly JsonValue[] {
  return isList(value) ? value : [];
}

function numberOr(value: JsonValue | undefined, otherwise: number): number {
  return typeof value === 'number' ? value : otherwise;
}
