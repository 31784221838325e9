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
  /** Schemas whose select may hold for a node of this name; it remains to be tried. */
  candidates(nodeName: string, compatibles: readonly string[]): readonly LoadedSchema[];
}

/** Strings of generic devices: they select no schema that knows others as well. */
const tooGeneric = new Set(['syscon', 'simple-mfd', 'simple-bus']);

/** Files the schemas, in visiting order. Of two schemas for one string the later is taken. */
export function selectIndexOf(schemas: Iterable<LoadedSchema>): SelectIndex {
  const described = new Map<string, LoadedSchema>();
  const selecting: { readonly schema: LoadedSchema; readonly filter: Filter }[] = [];
  for (const schema of schemas) {
    const select = schema.fixed['select'];
    if (select !== undefined) {
      if (select !== false) selecting.push({ schema, filter: filterOf(select) });
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
    candidates: (name, compatibles) =>
      selecting.filter((it) => it.filter(name, compatibles)).map((it) => it.schema),
  };
}

type Filter = (nodeName: string, compatibles: readonly string[]) => boolean;

/** True whenever the select could hold; false only if it certainly does not. */
function filterOf(select: JsonValue): Filter {
  if (!isObject(select)) return () => true;
  const required = stringsAt(select, 'required');
  const properties = objectAt(select, 'properties') ?? {};
  if (required.includes('$nodename')) {
    const tests = namesIn(properties['$nodename']);
    if (tests !== undefined) return (name) => tests(name);
  }
  if (required.includes('compatible')) {
    const contains = objectAt(objectAt(properties, 'compatible') ?? {}, 'contains');
    const strings = contains === undefined ? [] : constantsOf(contains);
    if (strings.length > 0)
      return (_name, compatibles) => compatibles.some((it) => strings.includes(it));
  }
  return () => true;
}

/** A test for the single item of a fixed-up `$nodename`. */
function namesIn(schema: JsonValue | undefined): ((name: string) => boolean) | undefined {
  const item = isObject(schema) ? listAt(schema, 'items')[0] : undefined;
  if (!isObject(item)) return undefined;
  const constants = constantsOf(item);
  if (constants.length > 0) return (name) => constants.includes(name);
  const source = stringAt(item, 'pattern');
  if (source === undefined) return undefined;
  const pattern = pythonPattern(source);
  return (name) => pattern.test(name);
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
