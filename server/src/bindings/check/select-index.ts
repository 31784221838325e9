/**
 * Which schemas judge a node. One goes by the node's compatible strings, tried in order: the first that any schema
 * knows decides. Besides it every schema whose `select` holds applies; to ask few of them, each is filed under the
 * node names or compatible strings that its select cannot do without. Facts: dt-schema's validator, current release.
 */
import { pythonPattern } from '../python-pattern';
import {
  isObject,
  isList,
  listAt,
  objectAt,
  stringAt,
  stringsAt,
  type JsonObject,
  type JsonValue,
  type LoadedSchema,
} from '../schema';

export interface SelectIndex {
  /** The schema that describes the first known of the node's compatible strings. */
  byCompatible(compatibles: readonly string[]): LoadedSchema | undefined;
  /** Schemas whose select holds, in visiting order. `holds` is asked where a look at the node does not settle it. */
  selected(
    node: NodeAtGlance,
    holds: (schema: LoadedSchema, select: JsonValue) => boolean,
  ): readonly LoadedSchema[];
}

/** What settles most selects. */
export interface NodeAtGlance {
  readonly name: string;
  readonly compatibles: readonly string[];
  /** Whether it has a property or child of that name. */
  readonly has: (name: string) => boolean;
}

/** Strings of generic devices: they select no schema that knows others as well. */
const tooGeneric = new Set(['syscon', 'simple-mfd', 'simple-bus']);

/** Files the schemas, in visiting order. Of two schemas for one string the later is taken. */
export function selectIndexOf(schemas: Iterable<LoadedSchema>): SelectIndex {
  const described = new Map<string, LoadedSchema>();
  const selecting: Selecting[] = [];
  for (const schema of schemas) {
    const select = schema.fixed['select'];
    if (select !== undefined) {
      if (select !== false) selecting.push({ schema, select, filter: filterOf(select) });
      continue;
    }
    const all = compatiblesIn(objectAt(schema.fixed, 'properties')?.['compatible']);
    const telling = all.length > 1 ? all.filter((it) => !tooGeneric.has(it)) : all;
    for (const compatible of telling) described.set(compatible, schema);
  }
  return {
    byCompatible: (compatibles) => {
      const known = compatibles.find((it) => described.has(it));
      return known === undefined ? undefined : described.get(known);
    },
    selected: (node, holds) => {
      const found: LoadedSchema[] = [];
      for (const { schema, select, filter } of selecting)
        if (filter.test(node) && (filter.isExact || holds(schema, select))) found.push(schema);
      return found;
    },
  };
}

interface Selecting {
  readonly schema: LoadedSchema;
  readonly select: JsonValue;
  readonly filter: Filter;
}

interface Filter {
  /** False only if the select certainly does not hold. */
  test(node: NodeAtGlance): boolean;
  /** The select holds exactly where the test does. */
  readonly isExact: boolean;
}

function filterOf(select: JsonValue): Filter {
  if (!isObject(select)) return { test: () => true, isExact: true };
  const required = stringsAt(select, 'required');
  const properties = objectAt(select, 'properties') ?? {};
  const isOnly = (name: string): boolean =>
    required.length === 1 &&
    Object.keys(properties).join() === name &&
    Object.keys(select).every((it) => it === 'required' || it === 'properties');
  const byName = required.includes('$nodename') ? nameFilter(properties['$nodename']) : undefined;
  if (byName !== undefined) return { ...byName, isExact: byName.isExact && isOnly('$nodename') };
  const compatible = objectAt(properties, 'compatible') ?? {};
  const contains = objectAt(compatible, 'contains') ?? {};
  const strings = required.includes('compatible') ? constantsOf(contains) : [];
  if (strings.length === 0) return presenceFilter(select);
  return {
    test: ({ compatibles }) => compatibles.some((it) => strings.includes(it)),
    isExact: isOnly('compatible') && hasOneKey(compatible) && hasOneKey(contains),
  };
}

/** A test for the members without which the select cannot hold. */
function presenceFilter(select: JsonObject): Filter {
  const always = stringsAt(select, 'required');
  const hasAlternatives = select['anyOf'] !== undefined;
  const alternatives = listAt(select, 'anyOf').map((it) =>
    isObject(it) ? { names: stringsAt(it, 'required'), isExact: isOnlyRequired(it) } : anything,
  );
  return {
    test: ({ has }) =>
      always.every(has) && (!hasAlternatives || alternatives.some(({ names }) => names.every(has))),
    isExact:
      Object.keys(select).every((it) => it === 'required' || it === 'anyOf') &&
      alternatives.every((it) => it.isExact),
  };
}

const anything = { names: [], isExact: false };

function isOnlyRequired(schema: JsonObject): boolean {
  return hasOneKey(schema) && schema['required'] !== undefined;
}

/** A test for the single item of a fixed-up `$nodename`. */
function nameFilter(schema: JsonValue | undefined): Filter | undefined {
  const item = isObject(schema) ? listAt(schema, 'items')[0] : undefined;
  if (!isObject(schema) || !isObject(item)) return undefined;
  const others = ['items', 'type', 'minItems', 'maxItems'];
  const isExact = hasOneKey(item) && Object.keys(schema).every((it) => others.includes(it));
  const constants = constantsOf(item);
  if (constants.length > 0) return { test: ({ name }) => constants.includes(name), isExact };
  const source = stringAt(item, 'pattern');
  if (source === undefined) return undefined;
  const pattern = pythonPattern(source);
  return { test: ({ name }) => pattern.test(name), isExact };
}

function hasOneKey(schema: JsonObject): boolean {
  return Object.keys(schema).length === 1;
}

function constantsOf(schema: JsonObject): readonly string[] {
  const constant = stringAt(schema, 'const');
  return constant === undefined ? stringsAt(schema, 'enum') : [constant];
}

/** Every string under `const`, `enum` and `pattern` below a `compatible`; a pattern counts as the text it is. */
export function compatiblesIn(schema: JsonValue | undefined): readonly string[] {
  if (isList(schema)) return schema.flatMap(compatiblesIn);
  if (!isObject(schema)) return [];
  return Object.entries(schema).flatMap(([key, value]) => {
    if (key === 'enum') return isList(value) ? value.filter((it) => typeof it === 'string') : [];
    if (key === 'const' || key === 'pattern') return typeof value === 'string' ? [value] : [];
    return compatiblesIn(value);
  });
}
