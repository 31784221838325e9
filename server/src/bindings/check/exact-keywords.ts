/**
 * JSON Schema keywords whose meaning needs exact integers or the width of a number: they replace the engine's own,
 * which know doubles only. Facts: JSON Schema 2019-09; `typeSize` is dt-schema's, where a value without a width
 * counts as 32 bits.
 */
import type { FuncKeywordDefinition } from 'ajv';
import type { DataValidateFunction, DataValidationCxt } from 'ajv/dist/types';
import { bitsOf, isDecodedNode, type DecodedList } from '../decode/decoded';
import { pythonPattern } from '../python-pattern';
import { reporting } from './reporting-keyword';

type Test = (value: unknown) => boolean;

/** The keyword definitions, to be added once the engine's own are removed. */
export function exactKeywords(): readonly FuncKeywordDefinition[] {
  return [
    keyword('valueType', (types) => {
      const names: readonly unknown[] = Array.isArray(types) ? types : [types];
      return (value) => names.some((it) => isOfType(value, it));
    }),
    keyword('const', (expected) => (value) => equals(value, expected)),
    keyword(
      'enum',
      (allowed) => (value) => !Array.isArray(allowed) || allowed.some((it) => equals(value, it)),
    ),
    keyword('minimum', (limit) => whenNumber((value) => value >= asNumber(limit))),
    keyword('maximum', (limit) => whenNumber((value) => value <= asNumber(limit))),
    keyword('exclusiveMinimum', (limit) => whenNumber((value) => value > asNumber(limit))),
    keyword('exclusiveMaximum', (limit) => whenNumber((value) => value < asNumber(limit))),
    keyword('multipleOf', (step) => whenNumber((value) => isMultiple(value, asNumber(step)))),
    keyword('pattern', (source) => {
      const pattern = pythonPattern(String(source));
      return (value) => typeof value !== 'string' || pattern.test(value);
    }),
    reporting('typeSize', (expected) => (value, at) => {
      const bits = bitsOfValue(value, at);
      return bits === expected ? undefined : { bits };
    }),
  ];
}

function keyword(name: string, testFor: (schema: unknown) => Test): FuncKeywordDefinition {
  return {
    keyword: name,
    compile: (schema: unknown): DataValidateFunction => testFor(schema),
  };
}

function whenNumber(test: (value: number | bigint) => boolean): Test {
  return (value) => (typeof value === 'number' || typeof value === 'bigint' ? test(value) : true);
}

function asNumber(value: unknown): number | bigint {
  return typeof value === 'bigint' ? value : Number(value);
}

function isMultiple(value: number | bigint, step: number | bigint): boolean {
  if (Number.isInteger(Number(value)) && Number.isInteger(Number(step))) {
    return BigInt(step) === 0n || BigInt(value) % BigInt(step) === 0n;
  }
  return Number.isInteger(Number(value) / Number(step));
}

/** Bits that the value was stored in. */
function bitsOfValue(value: unknown, at: DataValidationCxt | undefined): number {
  if (typeof value !== 'number' && typeof value !== 'bigint') return 32;
  const holder: unknown = at?.parentData;
  if (Array.isArray(holder)) {
    const list: DecodedList = holder;
    return list[bitsOf] ?? 32;
  }
  return isDecodedNode(holder) ? (holder[bitsOf]?.get(String(at?.parentDataProperty)) ?? 32) : 32;
}

function isOfType(value: unknown, type: unknown): boolean {
  switch (type) {
    case 'boolean':
    case 'string':
      return typeof value === type;
    case 'integer':
    case 'number':
      return typeof value === 'number' || typeof value === 'bigint';
    case 'array':
      return Array.isArray(value);
    case 'object':
      return isDecodedNode(value);
    case 'null':
      return value === null;
    default:
      return false;
  }
}

/** Deep equality of a decoded value with a value written in a schema. */
function equals(value: unknown, expected: unknown): boolean {
  if (Array.isArray(value) && Array.isArray(expected)) {
    return value.length === expected.length && value.every((it, at) => equals(it, expected[at]));
  }
  return value === expected;
}
