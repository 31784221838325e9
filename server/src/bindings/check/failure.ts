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

export function toFailures(errors: readonly ErrorObject[] | null | undefined): readonly Failure[] {
  // `if` only repeats that its `then` failed, which is reported itself.
  return (errors ?? []).filter((it) => it.keyword !== 'if').map(toFailure);
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
