/**
 * Keywords about a single number, string or flag. Integers are exact: `bigint` where a double would round. Facts:
 * JSON Schema 2019-09; `typeSize` is dt-schema's, where a value without a width counts as 32 bits.
 */
import { bitsOf, isDecodedNode, type DecodedList } from '../decode/decoded';
import { pythonPattern } from '../python-pattern';
import { isList, type JsonValue } from '../schema';
import { failureOf, none } from './failure';
import type { Keyword, Place } from './part';

type Test = (value: unknown) => boolean;

export const valueKeywords: readonly Keyword[] = [
  keyword('type', (types) => {
    const names = isList(types) ? types : [types];
    return (value) => names.some((it) => isOfType(value, it));
  }),
  keyword('const', (expected) => (value) => equals(value, expected)),
  keyword(
    'enum',
    (allowed) => (value) => !isList(allowed) || allowed.some((it) => equals(value, it)),
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
  {
    name: 'typeSize',
    make:
      (expected, { schema }) =>
      (value, at) => {
        const bits = bitsOfValue(value, at);
        return bits === expected
          ? none
          : failureOf('typeSize', schema, value, { params: { bits } });
      },
  },
];

function keyword(name: string, testFor: (given: JsonValue) => Test): Keyword {
  return {
    name,
    make: (given, { schema }) => {
      const test = testFor(given);
      return (value) => (test(value) ? none : failureOf(name, schema, value));
    },
  };
}

function whenNumber(test: (value: number | bigint) => boolean): Test {
  return (value) => (typeof value === 'number' || typeof value === 'bigint' ? test(value) : true);
}

function asNumber(value: JsonValue): number | bigint {
  return typeof value === 'bigint' ? value : Number(value);
}

function isMultiple(value: number | bigint, step: number | bigint): boolean {
  if (Number.isInteger(Number(value)) && Number.isInteger(Number(step))) {
    return BigInt(step) === 0n || BigInt(value) % BigInt(step) === 0n;
  }
  return Number.isInteger(Number(value) / Number(step));
}

/** Bits that the value was stored in. */
function bitsOfValue(value: unknown, { holder, key }: Place): number {
  if (typeof value !== 'number' && typeof value !== 'bigint') return 32;
  if (Array.isArray(holder)) {
    const list: DecodedList = holder;
    return list[bitsOf] ?? 32;
  }
  return isDecodedNode(holder) ? (holder.bits(String(key)) ?? 32) : 32;
}

function isOfType(value: unknown, type: JsonValue): boolean {
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
function equals(value: unknown, expected: JsonValue | undefined): boolean {
  if (Array.isArray(value) && isList(expected)) {
    return value.length === expected.length && value.every((it, at) => equals(it, expected[at]));
  }
  return value === expected;
}
