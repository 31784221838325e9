import { expect, test } from 'vitest';
import { fixSchema } from '../../server/src/bindings/fix-up/fix-schema';
import { isObject, objectAt, type JsonObject } from '../../server/src/bindings/schema';
import { schemaFile } from './tree-builder';

/** What the fix-ups make of a schema. */
function fixed(body: string): JsonObject {
  const { document } = schemaFile('test', body);
  return isObject(document) ? fixSchema(document) : {};
}

/** What they make of the property `name`. */
function property(name: string, body: string): unknown {
  const indented = body.replace(/^/gm, '    ');
  return objectAt(fixed(`properties:\n  ${name}:\n${indented}`), 'properties')?.[name];
}

test('a schema without select and compatible is selected by its node name', () => {
  expect(fixed('properties: { $nodename: { const: chosen } }')['select']).toEqual({
    required: ['$nodename'],
    properties: {
      $nodename: { items: [{ const: 'chosen' }], type: 'array', minItems: 1, maxItems: 1 },
    },
  });
});

test('a schema with a compatible gets no select, nor does one that allows any node name', () => {
  expect(fixed('properties: { compatible: { const: a }, $nodename: { const: b } }')['select']).toBe(
    undefined,
  );
  expect(fixed('properties: { $nodename: true }')['select']).toBe(undefined);
});

test('one string is a list of one string, also within a condition', () => {
  const list = { items: [{ const: 'a,b' }], type: 'array', minItems: 1, maxItems: 1 };
  expect(property('compatible', "const: 'a,b'")).toEqual(list);
  const condition = fixed(`
    properties: {}
    if: { properties: { compatible: { const: 'a,b' } } }
    then: {}
  `)['if'];
  expect(condition).toEqual({ properties: { compatible: list } });
});

test('a oneOf of constants is an enum, unless a branch says something else', () => {
  expect(property('x', 'oneOf:\n  - { const: 1, description: one }\n  - { const: 2 }')).toEqual({
    enum: [1, 2],
  });
  expect(property('x', 'items:\n  anyOf: [{ const: a }, { const: b }]')).toMatchObject({
    items: { enum: ['a', 'b'] },
  });
  expect(property('x', 'oneOf: [{ const: 1 }, { minimum: 5 }]')).toEqual({
    oneOf: [{ const: 1 }, { minimum: 5 }],
  });
});

test('a list of items limits the length to its own', () => {
  expect(property('x', 'items: [{ minimum: 1 }, { minimum: 2 }]')).toEqual({
    type: 'array',
    minItems: 2,
    maxItems: 2,
    items: [{ minimum: 1 }, { minimum: 2 }],
  });
  expect(property('x', 'minItems: 1\nitems: [{ minimum: 1 }, { minimum: 2 }]')).toMatchObject({
    minItems: 1,
    maxItems: 2,
  });
});

test('items that only carry descriptions are counted and dropped', () => {
  expect(property('x', 'items:\n  - description: one\n  - description: two')).toEqual({
    type: 'array',
    minItems: 2,
    maxItems: 2,
  });
});

test('one limit sets the other, but not within then and else', () => {
  expect(property('x', 'maxItems: 3')).toEqual({ minItems: 3, maxItems: 3 });
  const then = fixed(`
    properties: {}
    if: { required: [y] }
    then: { properties: { x: { maxItems: 3 }, z: { items: [{ const: 1 }] } } }
  `)['then'];
  expect(then).toMatchObject({
    properties: { x: { maxItems: 3 }, z: { minItems: 1, maxItems: 1 } },
  });
});

test('a number in reg is one row of one cell', () => {
  const row = { type: 'array', minItems: 1, maxItems: 1, items: [{ maximum: 7 }] };
  expect(property('reg', 'maximum: 7')).toEqual({ ...row, items: [row] });
});

test('a unit in the name makes a list or rows, a $ref prevents it', () => {
  const list = { type: 'array', minItems: 1, maxItems: 1 };
  expect(property('foo-ms', 'maximum: 7')).toEqual({ ...list, items: [{ maximum: 7 }] });
  expect(property('foo-hz', 'maximum: 7')).toEqual({
    ...list,
    items: [{ ...list, items: [{ maximum: 7 }] }],
  });
  expect(property('foo-ms', '$ref: /schemas/types.yaml#/definitions/uint32\nmaximum: 7')).toEqual({
    $ref: '/schemas/types.yaml#/definitions/uint32',
    maximum: 7,
  });
  expect(property('foo-microvolt', 'maxItems: 2')).toMatchObject({
    items: [{ minItems: 2, maxItems: 2 }],
  });
});

test('a closed schema allows status, phandle and pin control unsaid', () => {
  const closed = fixed('properties: { x: true }\nadditionalProperties: false');
  expect(closed['properties']).toMatchObject({
    x: true,
    status: true,
    phandle: true,
    'bootph-all': true,
    'pinctrl-names': true,
  });
  expect(closed['patternProperties']).toEqual({ '^pinctrl-[0-9]+$': true });
});

test('an open schema allows nothing unsaid, and additionalProperties: true goes', () => {
  const open = fixed('properties: { x: true }\nadditionalProperties: true');
  expect(open['properties']).toEqual({ x: true });
  expect(open).not.toHaveProperty('additionalProperties');
});

test('clocks bring assigned-clocks along, ranges bring dma-ranges', () => {
  const schema = fixed('properties: { clocks: true, ranges: true }\nadditionalProperties: false');
  expect(schema['properties']).toMatchObject({ 'assigned-clocks': true, 'dma-ranges': true });
});

test('pinctrl that is listed stands alone', () => {
  const schema = fixed('properties: { pinctrl-0: true }\nadditionalProperties: false');
  expect(schema['properties']).not.toHaveProperty('pinctrl-names');
});

test('interrupts may be given as interrupts-extended', () => {
  const schema = fixed('properties: { interrupts: { maxItems: 1 } }\nrequired: [interrupts, reg]');
  expect(schema).toMatchObject({
    required: ['reg'],
    oneOf: [{ required: ['interrupts'] }, { required: ['interrupts-extended'] }],
    properties: {
      'interrupt-parent': true,
      'interrupts-extended': { minItems: 1, maxItems: 1 },
    },
  });
});

test('required interrupts beside a oneOf go into an allOf', () => {
  const schema = fixed(`
    properties: { interrupts: { maxItems: 1 } }
    required: [interrupts]
    oneOf: [{ required: [a] }, { required: [b] }]
  `);
  expect(schema).not.toHaveProperty('required');
  expect(schema['allOf']).toEqual([
    { oneOf: [{ required: ['interrupts'] }, { required: ['interrupts-extended'] }] },
  ]);
});

test('dependencies are split by kind', () => {
  const schema = fixed('properties: {}\ndependencies: { a: [b], c: { required: [d] } }');
  expect(schema).toMatchObject({
    dependentRequired: { a: ['b'] },
    dependentSchemas: { c: { required: ['d'] } },
  });
});

test('the source of a schema stays as it was', () => {
  const file = schemaFile('test', 'properties: { reg: { maxItems: 1 } }\nrequired: [interrupts]');
  const before = JSON.stringify(file.document);
  if (isObject(file.document)) fixSchema(file.document);
  expect(JSON.stringify(file.document)).toBe(before);
});
