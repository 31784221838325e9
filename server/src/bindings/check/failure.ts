/**
 * One keyword that a decoded value fails. A part of a schema reports its failures as seen from itself; on the way up
 * each keyword puts before the paths the steps that lead to the part.
 */
import type { JsonObject, JsonValue } from '../schema';

export interface Failure {
  readonly keyword: string;
  /** JSON pointer from the judged node to the value. */
  readonly instancePath: string;
  /** JSON pointer from the schema at hand to the keyword; a `$ref` is no step of it. */
  readonly schemaPath: string;
  /** The keyword's value, and the schema it stands in. */
  readonly schema: JsonValue | undefined;
  readonly parentSchema: JsonObject;
  readonly value: unknown;
  readonly params: Params;
  /**
   * Why each alternative of a `oneOf`, `anyOf` or `contains` failed, and nowhere else reported. Paths begin at the
   * value and at the alternative.
   */
  readonly branches: readonly (readonly Failure[])[];
}

export type Params = Readonly<Record<string, unknown>>;

/** No failure: the value holds. */
export const none: readonly Failure[] = [];

/** The failure of a keyword of `schema`, as the schema itself sees it. */
export function failureOf(
  keyword: string,
  schema: JsonObject,
  value: unknown,
  more: { readonly params?: Params; readonly branches?: Failure['branches'] } = {},
): readonly Failure[] {
  return [
    {
      keyword,
      instancePath: '',
      schemaPath: `/${keyword}`,
      schema: schema[keyword],
      parentSchema: schema,
      value,
      params: more.params ?? {},
      branches: more.branches ?? [],
    },
  ];
}

/** What the schema `false` has against a value. */
export function neverHolds(value: unknown): readonly Failure[] {
  const [failure] = failureOf('false schema', {}, value);
  return failure === undefined ? none : [{ ...failure, schema: false }];
}

/** The failures of a part as its parent sees them: steps in the schema lead there, and perhaps one in the value. */
export function below(
  failures: readonly Failure[],
  schemaSteps: readonly string[],
  member?: string,
): readonly Failure[] {
  if (failures.length === 0) return none;
  const schemaStart = schemaSteps.map((it) => `/${escapeStep(it)}`).join('');
  const instanceStart = member === undefined ? '' : `/${escapeStep(member)}`;
  return failures.map((it) => ({
    ...it,
    schemaPath: schemaStart + it.schemaPath,
    instancePath: instanceStart + it.instancePath,
  }));
}

/** A member's name as a step of a JSON pointer. */
export function escapeStep(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}
