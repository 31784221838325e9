/**
 * One keyword that a decoded value fails, as the JSON Schema engine reports it. `branches` holds why each alternative
 * of a `oneOf`, `anyOf` or `contains` failed; failures of such alternatives appear nowhere else.
 */
import type { ErrorObject } from 'ajv';

export interface Failure {
  readonly keyword: string;
  /** JSON pointer from the judged node to the value. */
  readonly instancePath: string;
  /** JSON pointer from the schema at hand to the keyword. */
  readonly schemaPath: string;
  /** The keyword's value, and the schema it stands in. */
  readonly schema: unknown;
  readonly parentSchema: Readonly<Record<string, unknown>>;
  readonly value: unknown;
  readonly params: Readonly<Record<string, unknown>>;
  readonly branches: readonly (readonly Failure[])[];
}

/** Failures of a member of a node; `step` is the JSON pointer from the keyword to the member's schema. */
export interface NestedFailures {
  readonly step: string;
  readonly failures: readonly Failure[];
}

/** The failures behind ajv's errors. `if` is left out: it only repeats that its `then` failed. */
export function toFailures(errors: readonly ErrorObject[] | null | undefined): readonly Failure[] {
  return (errors ?? []).filter((it) => it.keyword !== 'if').flatMap(unfold);
}

function unfold(error: ErrorObject): readonly Failure[] {
  const nested: unknown = error.params['nested'];
  if (!isNested(nested)) return [toFailure(error)];
  return nested.flatMap(({ step, failures }) =>
    failures.map((it) => ({
      ...it,
      schemaPath: `${error.schemaPath}${step}${it.schemaPath.slice(1)}`,
    })),
  );
}

function isNested(value: unknown): value is readonly NestedFailures[] {
  return Array.isArray(value);
}

function toFailure(error: ErrorObject): Failure {
  const params: Readonly<Record<string, unknown>> = error.params;
  const branches = params['branches'];
  return {
    keyword: error.keyword,
    instancePath: error.instancePath,
    schemaPath: error.schemaPath,
    schema: error.schema,
    parentSchema: error.parentSchema ?? {},
    value: error.data,
    params,
    branches: isBranches(branches) ? branches : [],
  };
}

function isBranches(value: unknown): value is readonly (readonly Failure[])[] {
  return Array.isArray(value);
}
