/**
 * A keyword of our own for ajv that says more about a failure than that it failed. ajv takes the report from a property
 * of the validating function and adds the paths itself.
 */
import type { ErrorObject, FuncKeywordDefinition } from 'ajv';
import type { DataValidateFunction, DataValidationCxt } from 'ajv/dist/types';
import type { JsonObject, JsonValue } from '../schema';

/** What is known about a failure, undefined when the value passes. */
export type Report = (
  value: unknown,
  at: DataValidationCxt | undefined,
) => Readonly<Record<string, unknown>> | undefined;

/** Defines `keyword`; `make` is called once for each place where a schema uses it. */
export function reporting(
  keyword: string,
  make: (schema: JsonValue, parentSchema: JsonObject) => Report,
): FuncKeywordDefinition {
  return {
    keyword,
    compile: (schema: JsonValue, parentSchema) => {
      const report = make(schema, parentSchema);
      const validate: DataValidateFunction = (value: unknown, at?: DataValidationCxt) => {
        const params = report(value, at);
        if (params === undefined) return true;
        const error: Partial<ErrorObject> = { keyword, parentSchema, params: { ...params } };
        validate.errors = [error];
        return false;
      };
      return validate;
    },
  };
}
