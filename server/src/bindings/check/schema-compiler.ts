/**
 * Checks decoded nodes against schemas with ajv. A schema is prepared and compiled when a node first needs it, and kept
 * for as long as the compiler lives; references to schemas that are not loaded fail as `false` does. Facts: JSON Schema
 * 2019-09 as dt-schema's library runs it: every failing keyword of every applied part is one failure.
 */
import Ajv2019, { type FuncKeywordDefinition, type ValidateFunction } from 'ajv/dist/2019';
import type { DataValidationCxt } from 'ajv/dist/types';
import { memo } from '../../base/memo';
import type { DecodedNode } from '../decode/decoded';
import { isObject, type JsonObject, type JsonValue, type LoadedSchema } from '../schema';
import { branchKeywords, type CheckPart } from './branch-keywords';
import type { Evaluation } from './evaluated-properties';
import { exactKeywords } from './exact-keywords';
import { toFailures, type Failure } from './failure';
import { memberKeywords } from './member-keywords';
import { preparedSchemas, type PreparedSchemas } from './prepared-schemas';
import { referencedIds, type FindSchema, type SchemaTarget } from './references';

export interface SchemaCompiler {
  /** Why the node fails the whole schema; empty when it holds. */
  check(schema: LoadedSchema, node: DecodedNode): readonly Failure[];
  /** Whether the node satisfies a part of the schema, such as its `select`. `part` is fixed up, not prepared. */
  holds(schema: LoadedSchema, part: JsonValue, node: DecodedNode): boolean;
  /** Where the schema in which a keyword failed stands; undefined for parts that come from nowhere. */
  originOf(failure: Failure): SchemaTarget | undefined;
}

/** A compiler over the schemas of a catalogue. `find` gives the schema that answers to an id. */
export function schemaCompiler(find: FindSchema): SchemaCompiler {
  const schemas = preparedSchemas(find);
  // The keywords ask for parts of schemas in turn, hence by functions that are defined below.
  const checkPart: CheckPart = (part, value, at) => check(part, value, at);
  const evaluation: Evaluation = {
    target: schemas.target,
    holds: (part, node) => holds(part, node),
  };
  const compile = compilerOf(find, schemas, [
    ...exactKeywords(),
    ...branchKeywords(checkPart, evaluation),
    ...memberKeywords(checkPart),
  ]);
  const check = (part: JsonValue, value: unknown, at?: DataValidationCxt): readonly Failure[] => {
    if (!isObject(part)) return part === false ? [neverHolds(value, at?.instancePath ?? '')] : [];
    const validate = compile(followRefs(part, schemas.target));
    return validate(value, at) ? [] : toFailures(validate.errors);
  };
  const holds = (part: JsonValue, node: DecodedNode): boolean =>
    isObject(part) ? compile(part)(node) : part !== false;
  return {
    check: (schema, node) => check(schemas.whole(schema), node),
    holds: (schema, part, node) => holds(isObject(part) ? schemas.part(schema, part) : part, node),
    originOf: (failure) => schemas.originOf(failure.parentSchema),
  };
}

/** Compiles prepared schemas, each once. ajv is told beforehand what a schema refers to, directly and further on. */
function compilerOf(
  find: FindSchema,
  schemas: PreparedSchemas,
  keywords: readonly FuncKeywordDefinition[],
): (part: JsonObject) => ValidateFunction {
  const ajv = bareAjv();
  for (const keyword of keywords) ajv.addKeyword(keyword);
  const added = new Set<string>();
  const addTargets = (part: JsonValue): void => {
    for (const id of referencedIds(part)) {
      const schema = added.has(id) ? undefined : find(id);
      if (schema === undefined) continue;
      added.add(id);
      ajv.addSchema(schemas.whole(schema), id);
      addTargets(schemas.whole(schema));
    }
  };
  return memo((part: JsonObject): ValidateFunction => {
    addTargets(part);
    return ajv.compile(part);
  });
}

/** The schema behind a schema that is nothing but a reference, so that it is compiled once for all who refer to it. */
function followRefs(part: JsonObject, target: (ref: string) => JsonValue | undefined): JsonObject {
  const ref = Object.keys(part).length === 1 ? part['$ref'] : undefined;
  const next = typeof ref === 'string' ? target(ref) : undefined;
  return isObject(next) ? followRefs(next, target) : part;
}

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
    messages: false,
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
