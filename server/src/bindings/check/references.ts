/**
 * Where the references of schemas lead. A reference that leads back to itself at the same value (`a` is whatever `b`
 * is, `b` whatever `a` is) would never end, so it is told apart; a schema that refers to itself for a child is no such
 * ring, because the tree ends. Facts: JSON Schema 2019-09 (URI references with a JSON pointer).
 */
import { isObject, listAt, objectAt, stringAt, type JsonValue, type LoadedSchema } from '../schema';
import { followPointer } from '../type-table';

export type FindSchema = (id: string) => LoadedSchema | undefined;

export interface SchemaTarget {
  readonly schema: LoadedSchema;
  /** JSON pointer in the fixed-up schema, percent-encoded as in a URI. */
  readonly pointer: string;
}

/** What `ref`, written in the schema `base`, names; undefined when nothing is there. */
export function resolveReference(
  find: FindSchema,
  ref: string,
  base: string,
): SchemaTarget | undefined {
  const url = URL.canParse(ref, base) ? new URL(ref, base) : undefined;
  if (url === undefined) return undefined;
  const pointer = url.hash.slice(1);
  url.hash = '';
  const schema = find(url.href);
  if (schema === undefined || followPointer(schema.fixed, pointer) === undefined) return undefined;
  return { schema, pointer };
}

/** The same for all references to the same place. */
export function absoluteReference({ schema, pointer }: SchemaTarget): string {
  return `${schema.id}#${pointer}`;
}

/** A test whether following a reference leads back to its target; it remembers what it found. */
export function ringTest(find: FindSchema): (target: SchemaTarget) => boolean {
  const known = new Map<string, boolean>();
  return (target) => {
    const key = absoluteReference(target);
    const isRing = known.get(key) ?? leadsTo(find, key, target, new Set());
    known.set(key, isRing);
    return isRing;
  };
}

function leadsTo(find: FindSchema, goal: string, from: SchemaTarget, seen: Set<string>): boolean {
  const part = followPointer(from.schema.fixed, from.pointer);
  return refsAtSameValue(part).some((ref) => {
    const next = resolveReference(find, ref, from.schema.id);
    if (next === undefined) return false;
    const key = absoluteReference(next);
    if (key === goal) return true;
    if (seen.has(key)) return false;
    seen.add(key);
    return leadsTo(find, goal, next, seen);
  });
}

/** References in a schema that apply to the very value that the schema applies to. */
function refsAtSameValue(schema: JsonValue | undefined): readonly string[] {
  if (!isObject(schema)) return [];
  const parts = [
    ...['allOf', 'anyOf', 'oneOf'].flatMap((key) => listAt(schema, key)),
    ...['if', 'then', 'else', 'not'].flatMap((key) => objectAt(schema, key) ?? []),
    ...Object.values(objectAt(schema, 'dependentSchemas') ?? {}),
  ];
  return [stringAt(schema, '$ref') ?? [], ...parts.map(refsAtSameValue)].flat();
}

/** Ids of the schemas that a prepared schema refers to. */
export function* referencedIds(part: JsonValue): Generator<string> {
  if (Array.isArray(part)) {
    for (const it of part) yield* referencedIds(it);
  } else if (isObject(part)) {
    for (const [key, value] of Object.entries(part)) {
      if (key === '$ref' && typeof value === 'string') yield value.split('#')[0] ?? '';
      else yield* referencedIds(value);
    }
  }
}
