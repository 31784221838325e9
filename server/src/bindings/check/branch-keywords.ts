/**
 * `oneOf`, `anyOf`, `contains` and `unevaluatedProperties`: the keywords that ask whether parts of a schema hold. They
 * replace the engine's own so that a failure keeps the reasons of each alternative together, and so that evaluated
 * properties are counted as dt-schema's library counts them: an alternative that fails evaluates nothing. Parts are
 * compiled when they are first reached.
 */
import type { FuncKeywordDefinition } from 'ajv';
import type { DataValidationCxt } from 'ajv/dist/types';
import { isDecodedNode } from '../decode/decoded';
import { isList, type JsonValue } from '../schema';
import { evaluatedNames, type Evaluation } from './evaluated-properties';
import type { Failure } from './failure';
import { reporting } from './reporting-keyword';

/** Why a value fails a part of a schema; empty when it holds. */
export type CheckPart = (
  part: JsonValue,
  value: unknown,
  at?: DataValidationCxt,
) => readonly Failure[];

/** The keyword definitions. `evaluation` answers for `unevaluatedProperties`. */
export function branchKeywords(
  check: CheckPart,
  evaluation: Evaluation,
): readonly FuncKeywordDefinition[] {
  return [
    reporting('oneOf', (branches: JsonValue) => (value, at) => {
      const reasons = listOf(branches).map((it) => check(it, value, at));
      const holding = reasons.filter((it) => it.length === 0).length;
      return holding === 1 ? undefined : { branches: holding === 0 ? reasons : [], holding };
    }),
    reporting('anyOf', (branches: JsonValue) => (value, at) => {
      const reasons: (readonly Failure[])[] = [];
      for (const branch of listOf(branches)) {
        const failures = check(branch, value, at);
        if (failures.length === 0) return undefined;
        reasons.push(failures);
      }
      return { branches: reasons };
    }),
    reporting('contains', (part: JsonValue) => (value) => {
      if (!Array.isArray(value) || value.some((it) => check(part, it).length === 0))
        return undefined;
      return { branches: value.map((it) => check(part, it)) };
    }),
    reporting('unevaluatedProperties', (rest: JsonValue, schema) => (value) => {
      if (!isDecodedNode(value)) return undefined;
      const evaluated = evaluatedNames(schema, value, evaluation);
      const names = Object.keys(value)
        .filter((it) => !evaluated.has(it))
        .filter((it) => rest === false || check(rest, value[it]).length > 0);
      return names.length === 0 ? undefined : { names };
    }),
  ];
}

function listOf(value: JsonValue): readonly JsonValue[] {
  return isList(value) ? value : [];
}
