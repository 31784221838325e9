import { expect, test } from 'vitest';
import { catalogueOf } from './tree-builder';

function typesOf(name: string, ...schemas: readonly string[]): readonly string[] {
  const named = schemas.map((body, at) => [`test-${at}`, body] as const);
  return catalogueOf(Object.fromEntries(named)).types.typesOf(name);
}

const ref = (type: string): string => `{ $ref: /schemas/types.yaml#/definitions/${type} }`;

test.each([
  ['a $ref to a type', ref('uint8-array'), ['uint8-array']],
  ['non-unique-string-array by its ending', ref('non-unique-string-array'), ['string-array']],
  ['type: boolean', '{ type: boolean }', ['flag']],
  ['enumerated strings', '{ enum: [a, b] }', ['string-array']],
  ['nothing that tells a type', 'true', []],
  ['a node', '{ type: object }', []],
])('takes the type of a property from %s', (_what, schema, types) => {
  expect(typesOf('x', `properties: { x: ${schema} }`)).toEqual(types);
});

test('takes the type from a unit in the name', () => {
  expect(typesOf('a-microvolt', 'properties: { a-microvolt: { maxItems: 2 } }')).toEqual([
    'int32-matrix',
  ]);
  expect(typesOf('a-hz', 'properties: { a-hz: { maximum: 4 } }')).toEqual(['uint32-matrix']);
  expect(typesOf('opp-hz', 'properties: { opp-hz: { maximum: 4 } }')).toEqual([]);
});

test('keeps different types side by side and joins string with string-array', () => {
  const u32 = `properties: { x: ${ref('uint32')} }`;
  const list = `properties: { x: ${ref('uint32-array')} }`;
  expect(typesOf('x', u32, list)).toEqual(['uint32', 'uint32-array']);
  const one = `properties: { x: ${ref('string')} }`;
  expect(typesOf('x', one, `properties: { x: ${ref('string-array')} }`)).toEqual(['string-array']);
});

test('a type replaces the mention without one, in any order', () => {
  const typed = `properties: { x: ${ref('uint32')} }`;
  expect(typesOf('x', 'properties: { x: true }', typed)).toEqual(['uint32']);
  expect(typesOf('x', typed, 'properties: { x: true }')).toEqual(['uint32']);
});

test('finds types in children, allOf and closed patterns, not in conditions', () => {
  expect(
    typesOf('x', `properties: { a: { type: object, properties: { x: ${ref('uint8')} } } }`),
  ).toEqual(['uint8']);
  expect(typesOf('x', `allOf: [{ properties: { x: ${ref('uint8')} } }]`)).toEqual(['uint8']);
  expect(
    typesOf('x', `if: { required: [y] }\nthen: { properties: { x: ${ref('uint8')} } }`),
  ).toEqual([]);
});

test('looks into a local definition, and takes the type of another property by its name', () => {
  expect(
    typesOf('x', `properties: { x: { $ref: '#/$defs/d' } }\n$defs: { d: ${ref('int64')} }`),
  ).toEqual(['int64']);
  expect(
    typesOf('x', "properties: { x: { $ref: '/schemas/dt-core.yaml#/properties/reg' } }"),
  ).toEqual(['address']);
});

test('asks patterns only for a name that has no type of its own', () => {
  const pattern = `patternProperties: { '^x-': ${ref('string')} }`;
  expect(typesOf('x-1', pattern)).toEqual(['string']);
  expect(typesOf('x-1', pattern, `properties: { x-1: ${ref('uint32')} }`)).toEqual(['uint32']);
  expect(typesOf('x-1', pattern, 'properties: { x-1: true }')).toEqual(['string']);
});

test('merges the dimensions of rows over all schemas', () => {
  const one =
    'properties: { x: { $ref: /schemas/types.yaml#/definitions/uint32-matrix, maxItems: 2, items: { maxItems: 3 } } }';
  const other =
    'properties: { x: { $ref: /schemas/types.yaml#/definitions/uint32-matrix, maxItems: 4, items: { maxItems: 3 } } }';
  const { types } = catalogueOf({ one, other });
  expect(types.dimensionsOf('x')).toEqual({ outer: [1, 4], inner: [3, 3] });
});
