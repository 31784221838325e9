/**
 * The parts of all schemas, each made once, when a value first comes to it: a binding names far more properties than
 * any board uses. A part knows where it stands, so a failure can be led back to the text that explains it.
 */
import { isList, isObject, stringAt, type JsonObject, type JsonValue } from '../schema';
import { escapeStep, neverHolds, none } from './failure';
import { checksOf } from './keywords';
import { collect, type Check, type Part, type SchemaPart } from './part';
import { resolveReference, type FindSchema, type SchemaTarget } from './references';

/** Schemas gone through within one another, beyond which a value holds; the Linux kernel's boards need 17. */
const maxDepth = 500;

export interface SchemaParts {
  /** The part for a fixed-up schema that stands at `place`. */
  of(schema: JsonValue, place: SchemaTarget): Part;
  /** Where a schema that judged a value comes from. */
  originOf(schema: JsonObject): SchemaTarget | undefined;
}

/** `find` gives the schema that answers to an id. */
export function schemaParts(find: FindSchema): SchemaParts {
  const known = new WeakMap<JsonObject, { readonly part: Part; readonly origin: Origin }>();
  const partOf = (schema: JsonValue | undefined, origin: Origin): Part => {
    if (schema === false) return never;
    if (!isObject(schema)) return always;
    const before = known.get(schema);
    if (before !== undefined) return before.part;
    const part = makePart(schema, origin);
    known.set(schema, { part, origin });
    return part;
  };
  const makePart = (schema: JsonObject, origin: Origin): Part => {
    const part: SchemaPart = {
      schema,
      check: lazily(() => checksOf(part)),
      at: (keyword, step) => {
        const steps = step === undefined ? [keyword] : [keyword, String(step)];
        return partOf(memberOf(schema[keyword], step), { ...origin, above: origin, steps });
      },
      target: () => {
        const found = resolveReference(
          find,
          stringAt(schema, '$ref') ?? '',
          origin.place.schema.id,
        );
        return found === undefined ? never : partOf(found.part, originAt(found));
      },
    };
    return part;
  };
  return {
    of: (schema, place) => partOf(schema, originAt(place)),
    originOf: (schema) => {
      const found = known.get(schema);
      return found === undefined ? undefined : targetOf(found.origin);
    },
  };
}

/** Steps below another origin, or below a place in a file; a pointer is put together only when it is asked for. */
interface Origin {
  readonly place: SchemaTarget;
  readonly above: Origin | undefined;
  readonly steps: readonly string[];
}

function originAt({ schema, pointer }: SchemaTarget): Origin {
  return { place: { schema, pointer }, above: undefined, steps: [] };
}

function targetOf({ place, above, steps }: Origin): SchemaTarget {
  if (above === undefined) return place;
  const { schema, pointer } = targetOf(above);
  return { schema, pointer: [pointer, ...steps.map(escapeStep)].join('/') };
}

function memberOf(
  value: JsonValue | undefined,
  step: string | number | undefined,
): JsonValue | undefined {
  if (step === undefined) return value;
  if (isList(value)) return value[Number(step)];
  return isObject(value) ? value[step] : undefined;
}

/** A check that is put together by the first value that comes. */
function lazily(make: () => readonly Check[]): Check {
  let checks: readonly Check[] | undefined;
  return (value, at) => {
    const { effort } = at;
    if (effort.steps === 0 || effort.depth === maxDepth) return none;
    effort.depth += 1;
    checks ??= make();
    const failures = collect(at, checks, (check) => check(value, at));
    effort.depth -= 1;
    effort.steps = Math.max(0, effort.steps - 1 - failures.length);
    return failures;
  };
}

const always: Part = {
  schema: true,
  check: () => none,
  at: () => always,
  target: () => always,
};

const never: Part = { ...always, schema: false, check: neverHolds };
