import { expect, test } from 'vitest';
import type { BindingNode } from '../../server/src/bindings/binding-node';
import { validateTree } from '../../server/src/bindings/validate';
import {
  bytes,
  catalogueOf,
  cells,
  flag,
  node,
  text,
  verdict,
  type Properties,
} from './tree-builder';

const device = (properties: Properties, ...children: readonly BindingNode[]): BindingNode =>
  node('', {}, node('device', { compatible: text('v,device'), ...properties }, ...children));

/** Findings for one device, judged by a schema with this body. */
function judge(body: string, properties: Properties): readonly string[] {
  const catalogue = catalogueOf({
    device: `properties:\n  compatible: { const: 'v,device' }\n${body}`,
  });
  return verdict(catalogue, device(properties)).map((it) => it.replace('/device ', ''));
}

const typed = (type: string, more = ''): string =>
  `  x: { $ref: '/schemas/types.yaml#/definitions/${type}'${more} }`;

test.each([
  [
    'an enumerated string',
    typed('string', ', enum: [owner, borrower]'),
    text('onwer'),
    'x 0: expected one of "owner", "borrower", found "onwer"',
  ],
  [
    'a number above the limit',
    typed('uint32', ', minimum: 1, maximum: 128'),
    cells(200),
    'x: expected 1 to 128, found 200',
  ],
  [
    'a multiple',
    typed('uint32', ', multipleOf: 128'),
    cells(100),
    'x: expected a multiple of 128, found 100',
  ],
  [
    'one cell for a 64-bit number',
    typed('uint64'),
    cells(7),
    'x: expected a 64-bit number (2 cells), found a 32-bit number (1 cell)',
  ],
  [
    'two cells for a number',
    typed('uint32'),
    cells(0, 1),
    'x: expected a 32-bit number (1 cell), found <0 1>',
  ],
  [
    'a value for a flag',
    '  x: { type: boolean }',
    cells(0),
    'x: expected no value (a flag counts by being there), found 0',
  ],
  ['no value for a string', typed('string'), flag, 'x: expected a value, found no value'],
  ['too many strings', typed('string'), text('a', 'b'), 'x: expected 1 string, found 2'],
  ['a string twice', typed('string-array'), text('a', 'a'), 'x: expected each entry only once'],
  [
    'too few cells',
    typed('uint32-array', ', minItems: 3, maxItems: 4'),
    cells(1),
    'x: expected at least 3 cells, found 1',
  ],
  [
    'text of another form',
    typed('string', ", pattern: '^[0-9]+$'"),
    text('a'),
    'x 0: expected text that matches ^[0-9]+$, found "a"',
  ],
])('words %s for people', (_what, body, value, expected) => {
  expect(judge(body, { x: value })).toEqual([expected]);
});

test('compares 64-bit numbers exactly, beyond what a double holds', () => {
  const limit = typed('uint64', ', maximum: 0xfffffffffffffffe');
  expect(judge(limit, { x: cells(0xffffffff, 0xfffffffe) })).toEqual([]);
  expect(judge(limit, { x: cells(0xffffffff, 0xffffffff) })).toEqual([
    'x: expected at most 18446744073709551614, found 18446744073709551615',
  ]);
  const constant = typed('uint64', ', const: 0x20000000000001');
  expect(judge(constant, { x: cells(0x200000, 1) })).toEqual([]);
  expect(judge(constant, { x: cells(0x200000, 0) })).toHaveLength(1);
});

test('counts a cell within rows and points at it', () => {
  const body = typed(
    'uint32-matrix',
    ', items: { items: [{ maximum: 9 }, { maximum: 9 }] }, maxItems: 4',
  );
  expect(judge(body, { x: cells(1, 2, 3, 10) })).toEqual(['x 3: expected at most 9, found 10']);
});

test('names what is absent on the node, and what is unknown by its name', () => {
  const body = '  x: true\nrequired: [compatible, x]\nadditionalProperties: false';
  const catalogue = catalogueOf({
    device: `properties:\n  compatible: { const: 'v,device' }\n${body}`,
  });
  const findings = validateTree(catalogue, device({ y: flag }));
  expect(findings.find((it) => it.keyword === 'required')).toMatchObject({
    path: '/device',
    missing: 'x',
    message: 'missing required property "x"',
  });
  expect(findings.find((it) => it.keyword === 'additionalProperties')).toMatchObject({
    path: '/device',
    property: 'y',
  });
  expect(findings).toHaveLength(2);
});

test('reports an unknown child on the child itself', () => {
  const catalogue = catalogueOf({
    device: `properties:\n  compatible: { const: 'v,device' }\nadditionalProperties: false`,
  });
  expect(validateTree(catalogue, device({}, node('port', {})))).toMatchObject([
    { path: '/device/port', message: 'unknown node "port": nothing reads it here' },
  ]);
});

test('joins alternatives about one value, and lists properties of which one is needed', () => {
  expect(
    judge('  x:\n    oneOf: [{ type: boolean }, { enum: [on, off] }]', { x: text('of') }),
  ).toEqual([
    'x: expected no value (a flag counts by being there), or one of "on", "off", found "of"',
  ]);
  expect(judge('anyOf: [{ required: [a] }, { required: [b] }]', {})).toEqual([
    '/device: missing one of the properties "a", "b"',
  ]);
  expect(
    judge(
      '  a: { type: boolean }\n  b: { type: boolean }\noneOf: [{ required: [a] }, { required: [b] }]',
      { a: flag, b: flag },
    ),
  ).toEqual(['/device: properties "a" and "b" exclude each other']);
});

test('says which string a list lacks', () => {
  const catalogue = catalogueOf({
    device: `
      select: { required: [compatible], properties: { compatible: { contains: { const: a } } } }
      properties: { compatible: { contains: { const: generic } } }
    `,
  });
  expect(verdict(catalogue, node('', {}, node('n', { compatible: text('a', 'b') })))).toEqual([
    '/n compatible: expected "generic" among the entries, found "a", "b"',
  ]);
});

test('takes the schema of the first compatible that any schema knows', () => {
  const catalogue = catalogueOf({
    one: "properties: { compatible: { const: 'v,one' } }\nrequired: [one]",
    two: "properties: { compatible: { contains: { const: 'v,two' } } }\nrequired: [two]",
  });
  const root = node('', {}, node('n', { compatible: text('v,new', 'v,two', 'v,one') }));
  expect(verdict(catalogue, root)).toEqual(['/n: missing required property "two"']);
});

test('applies every schema whose select holds, and those by node name', () => {
  const catalogue = catalogueOf({
    name: "properties: { $nodename: { pattern: '^led' } }\nrequired: [a]",
    always: 'select: true\nproperties: {}\ndependentRequired: { b: [c] }',
    never: 'select: false\nrequired: [d]',
  });
  const root = node('', {}, node('led-1', { b: flag }), node('other', {}));
  expect(verdict(catalogue, root)).toEqual([
    '/led-1: missing required property "a"',
    '/led-1: property "b" needs property "c" beside it',
  ]);
});

test('forgives a disabled node what is absent, also when a parent is disabled', () => {
  const catalogue = catalogueOf({
    device: `
      properties: { compatible: { const: 'v,device' }, x: { type: boolean } }
      required: [x, y]
      oneOf: [{ required: [a] }, { required: [b] }]
      unevaluatedProperties: false
    `,
  });
  const disabled = device({ status: text('disabled'), other: flag });
  expect(verdict(catalogue, disabled)).toEqual([]);
  const child = node('child', { compatible: text('v,device'), x: cells(1) });
  const below = node('', {}, node('off', { status: text('disabled') }, child));
  expect(verdict(catalogue, below)).toEqual([
    '/off/child x: expected no value (a flag counts by being there), found 1',
  ]);
});

test('still forbids unknown properties in a disabled node', () => {
  const body = 'additionalProperties: false';
  expect(judge(body, { status: text('disabled'), y: flag })).toHaveLength(1);
});

test('counts as evaluated what a $ref names, and what an alternative names only if it holds', () => {
  const common = 'select: false\nproperties: { a: { type: boolean }, b: { type: boolean } }';
  const schema = (how: string): string =>
    `properties: { compatible: { const: 'v,device' } }\n${how}\nunevaluatedProperties: false`;
  const bad = device({ a: flag, b: cells(1) });
  const byRef = catalogueOf({ common, device: schema('$ref: common.yaml#') });
  expect(verdict(byRef, bad)).toHaveLength(1);
  const byAllOf = catalogueOf({ common, device: schema('allOf: [{ $ref: common.yaml# }]') });
  expect(verdict(byAllOf, bad)).toEqual([
    '/device b: expected no value (a flag counts by being there), found 1',
    '/device a: unknown property "a": nothing reads it in this node',
    '/device b: unknown property "b": nothing reads it in this node',
  ]);
});

test('a reference to a schema that is not loaded holds for nothing', () => {
  expect(judge('$ref: absent.yaml#', {})).toEqual(['/device: this node is not allowed here']);
});

test('bytes of no type fail a type and pass the rest', () => {
  expect(judge('additionalProperties: { type: array }', { y: bytes(1, 2) })).toEqual([
    'y: expected a value, found 2 bytes',
  ]);
  expect(judge('  y: { minItems: 5 }', { y: bytes(1, 2) })).toEqual([]);
});

test('leaves generated nodes and the wrapper of an example alone', () => {
  const catalogue = catalogueOf({ always: 'select: true\nproperties: {}\nrequired: [x]' });
  const root = node(
    '',
    { x: flag },
    node('__symbols__', {}, node('a', {})),
    node('example-0', {}, node('b', {})),
  );
  expect(verdict(catalogue, root)).toEqual(['/example-0/b: missing required property "x"']);
});

test('a property called like a member of every object is just a property', () => {
  const body =
    '  constructor: { type: boolean }\nrequired: [constructor, toString]\nadditionalProperties: false';
  expect(judge(body, { __proto__: flag } as Properties)).toEqual([
    '/device: missing required property "constructor"',
    '/device: missing required property "toString"',
  ]);
});
