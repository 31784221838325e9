/**
 * Checks decoded nodes against schemas with ajv. A schema is prepared and compiled when a node first needs it, and kept
 * for as long as the compiler lives; references to schemas that are not loaded fail as `false` does. Facts: JSON Schema
 * 2019-09 as dt-schema's library runs it: every failing keyword of every applied part is one failure.
 */
import Ajv2019, { type ValidateFunction } from 'ajv/dist/2019';
import type { DataValidationCxt } from 'ajv/dist/types';
import { memo } from '../../base/memo';
import type { DecodedNode } from '../decode/decoded';
import { isObject, type JsonObject, type JsonValue, type LoadedSchema } from '../schema';
import { followPointer } from '../type-table';
import { branchKeywords } from './branch-keywords';
import { exactKeywords } from './exact-keywords';
import { toFailures, type Failure } from './failure';
import { memberKeywords } from './member-keywords';
import { prepareSchema } from './prepare-schema';

export interface SchemaCompiler {
  /** Why the node fails the whole schema; empty when it holds. */
  check(schema: LoadedSchema, node: DecodedNode): readonly Failure[];
  /** Whether the node satisfies a part of the schema, such as its `select`. `part` is fixed up, not prepared. */
  holds(schema: LoadedSchema, part: JsonValue, node: DecodedNode): boolean;
  /** Where the schema in which a keyword failed stands; undefined for parts that come from nowhere. */
  originOf(failure: Failure): SchemaOrigin | undefined;
}

export interface SchemaOrigin {
  readonly schema: LoadedSchema;
  /** JSON pointer in the fixed-up schema. */
  readonly pointer: string;
}

/** A compiler over the schemas of a catalogue. `find` gives the schema that answers to an id. */
export function schemaCompiler(find: (id: string) => LoadedSchema | undefined): SchemaCompiler {
  const ajv = bareAjv();
  const added = new Set<string>();
  const origins = new WeakMap<object, SchemaOrigin>();
  const prepare = (part: JsonObject, schema: LoadedSchema): JsonObject =>
    prepareSchema(part, {
      resolve: (ref) => resolveRef(ref, schema.id, find),
      note: (made, pointer) => origins.set(made, { schema, pointer }),
    });
  const prepared = memo((schema: LoadedSchema) => prepare(schema.fixed, schema));

  /** Makes known what a prepared schema refers to, directly and further on. */
  const addTargets = (part: JsonValue): void => {
    for (const id of idsIn(part)) {
      const schema = added.has(id) ? undefined : find(id);
      if (schema === undefined) continue;
      added.add(id);
      ajv.addSchema(prepared(schema), id);
      addTargets(prepared(schema));
    }
  };
  const compile = memo((part: JsonObject): ValidateFunction => {
    addTargets(part);
    return ajv.compile(part);
  });
  const target = (ref: string): JsonValue | undefined => {
    const [id = '', pointer = ''] = ref.split('#');
    const schema = find(id);
    return schema === undefined ? undefined : followPointer(prepared(schema), pointer);
  };
  const checkPart = (
    part: JsonValue,
    value: unknown,
    at?: DataValidationCxt,
  ): readonly Failure[] => {
    if (!isObject(part)) return part === false ? [neverHolds(value, at?.instancePath ?? '')] : [];
    const validate = compile(followRefs(part, target));
    return validate(value, at) ? [] : toFailures(validate.errors);
  };
  const holdsPrepared = (part: JsonValue, node: DecodedNode): boolean =>
    isObject(part) ? compile(part)(node) : part !== false;
  for (const keyword of [
    ...exactKeywords(),
    ...branchKeywords(checkPart, { target, holds: holdsPrepared }),
    ...memberKeywords(checkPart),
  ]) {
    ajv.addKeyword(keyword);
  }
  const preparedPart = memo((schema: LoadedSchema) =>
    memo((part: JsonObject) => prepare(part, schema)),
  );
  return {
    check: (schema, node) => checkPart(prepared(schema), node),
    holds: (schema, part, node) =>
      isObject(part) ? holdsPrepared(preparedPart(schema)(part), node) : part !== false,
    originOf: (failure) => origins.get(failure.parentSchema),
  };
}

/** The schema behind a schema that is nothing but a reference, so that it is compiled once for all who refer to it. */
function followRefs(part: JsonObject, target: (ref: string) => JsonValue | undefined): JsonObject {
  let followed = part;
  for (let steps = 0; steps < maxRefChain; steps += 1) {
    const ref = Object.keys(followed).length === 1 ? followed['$ref'] : undefined;
    const next = typeof ref === 'string' ? target(ref) : undefined;
    if (!isObject(next)) return followed;
    followed = next;
  }
  return {};
}

/** References that lead to nothing but references; a ring of them says nothing. */
const maxRefChain = 32;

const replaced = [
  'const',
  'enum',
  'minimum',
  'maximum',
  'exclusiveMinimum',
  'exclusiveMaximum',
  'multipleOf',
  'pattern',
  'oneOf',
  'anyOf',
  'contains',
  'minContains',
  'maxContains',
  'properties',
  'patternProperties',
  'additionalProperties',
  'unevaluatedProperties',
];

function bareAjv(): Ajv2019 {
  const ajv = new Ajv2019({
    allErrors: true,
    verbose: true,
    strict: false,
    meta: false,
    validateSchema: false,
    addUsedSchema: false,
    logger: false,
    inlineRefs: false,
    code: { optimize: false },
  });
  for (const keyword of replaced) ajv.removeKeyword(keyword);
  return ajv;
}

function neverHolds(value: unknown, instancePath: string): Failure {
  return {
    keyword: 'false schema',
    instancePath,
    schemaPath: '#/false schema',
    schema: false,
    parentSchema: {},
    value,
    params: {},
    branches: [],
  };
}

function resolveRef(
  ref: string,
  base: string,
  find: (id: string) => LoadedSchema | undefined,
): string | undefined {
  const url = URL.canParse(ref, base) ? new URL(ref, base) : undefined;
  if (url === undefined) return undefined;
  const pointer = url.hash.slice(1);
  url.hash = '';
  const schema = find(url.href);
  if (schema === undefined || followPointer(schema.fixed, pointer) === undefined) return undefined;
  return `${schema.id}#${pointer}`;
}

function* idsIn(part: JsonValue): Generator<string> {
  if (Array.isArray(part)) {
    for (const it of part) yield* idsIn(it);
  } else if (isObject(part)) {
    for (const [key, value] of Object.entries(part)) {
      if (key === '$ref' && typeof value === 'string') yield value.split('#')[0] ?? '';
      else yield* idsIn(value);
    }
  }
}
