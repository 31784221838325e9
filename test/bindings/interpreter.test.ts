import { expect, test } from 'vitest';
import type { BindingNode } from '../../server/src/bindings/binding-node';
import { catalogueOf, cells, flag, node, text, verdict, type Properties } from './tree-builder';

/** Findings for a root with these members, judged by a schema with this body. */
function judge(
  body: string,
  properties: Properties,
  ...children: readonly BindingNode[]
): readonly string[] {
  const catalogue = catalogueOf({ one: `select: true\n${body}` });
  return verdict(catalogue, node('', properties, ...children));
}

const range = (length: number): readonly number[] => Array.from({ length }, (_, at) => at);

test('schemas that refer to one another in a ring still say what each says itself', () => {
  const ring = `
properties:
  x:
    $ref: /schemas/types.yaml#/definitions/uint32-array
    allOf: [{ $ref: '#/definitions/a' }]
definitions:
  a: { allOf: [{ $ref: '#/definitions/b' }], items: { minimum: 3 } }
  b: { anyOf: [{ $ref: '#/definitions/a' }], items: { maximum: 5 } }`;
  const words = (found: string): readonly string[] => judge(ring, { x: cells(Number(found), 4) });
  expect(words('4')).toEqual([]);
  expect(words('1')).toEqual(['/ x 0: expected at least 3, found 1']);
  expect(words('9')).toEqual(['/ x 0: expected at most 5, found 9']);
});

test('a schema that doubles its work at each of 50 steps costs no more than its bound, and says nothing', () => {
  const steps = range(50).map(
    (at) =>
      `  d${at}: { allOf: [{ $ref: '#/definitions/d${at + 1}' }, { $ref: '#/definitions/d${at + 1}' }] }`,
  );
  const body = `$ref: '#/definitions/d0'\ndefinitions:\n${steps.join('\n')}\n  d50: { required: [y] }`;
  const started = performance.now();
  expect(judge(body, { x: flag })).toEqual([]);
  expect(performance.now() - started).toBeLessThan(5_000);
});

test('a chain of thousands of references is survived', () => {
  const steps = range(3000).map((at) => `  d${at}: { $ref: '#/definitions/d${at + 1}' }`);
  const body = (start: number): string =>
    `$ref: '#/definitions/d${start}'\nunevaluatedProperties: true\ndefinitions:\n${steps.join('\n')}\n  d3000: { required: [y] }`;
  expect(judge(body(0), { x: flag })).toEqual([]);
  expect(judge(body(2900), { x: flag })).toEqual(['/: missing required property "y"']);
});

test('a schema that applies to all nodes below goes down as far as it can', () => {
  const below = (depth: number): BindingNode =>
    range(depth).reduce((child, at) => node(`n${at}`, { y: flag }, child), node('leaf', {}));
  const body = `
$ref: '#/definitions/all'
definitions:
  all: { type: object, required: [y], patternProperties: { '^n|^leaf': { $ref: '#/definitions/all' } } }`;
  const shallow = judge(body, { y: flag }, below(3));
  expect(shallow).toContain('/n2/n1/n0/leaf: missing required property "y"');
  expect(() => judge(body, { y: flag }, below(1500))).not.toThrow();
});

test('a member counts as evaluated when it is called like a keyword of the schema for the rest', () => {
  expect(
    judge('unevaluatedProperties: { type: boolean }', { type: cells(1), box: cells(1) }),
  ).toEqual(['/ box: unknown property "box": nothing reads it in this node']);
});

test('numbers keep their width where a list must contain one, and where a property is not named', () => {
  const wide =
    "properties: { x: { $ref: '/schemas/types.yaml#/definitions/uint64-array', contains: { typeSize: 64 } } }";
  expect(judge(wide, { x: cells(0, 1, 0, 2) })).toEqual([]);
  expect(judge(wide.replace('64 } }', '32 } }'), { x: cells(0, 1, 0, 2) })).toHaveLength(1);
});

test('elements beyond a list of items are judged by additionalItems', () => {
  const body = (more: string): string =>
    `properties: { x: { type: array, items: [{ const: a }], minItems: 1, maxItems: 9, additionalItems: ${more} } }`;
  expect(judge(body('{ enum: [b, c] }'), { x: text('a', 'b', 'c') })).toEqual([]);
  expect(judge(body('{ enum: [b, c] }'), { x: text('a', 'b', 'a') })).toEqual([
    '/ x 2: expected one of "b", "c", found "a"',
  ]);
  expect(judge(body('false'), { x: text('a', 'b') })).toHaveLength(1);
});

test('equal entries are found among rows, strings and numbers', () => {
  const body = (type: string): string =>
    `properties: { x: { $ref: '/schemas/types.yaml#/definitions/${type}', uniqueItems: true } }`;
  expect(judge(body('uint32-array'), { x: cells(1, 2, 1) })).toEqual([
    '/ x: expected each entry only once',
  ]);
  expect(judge(body('uint32-array'), { x: cells(1, 2, 12) })).toEqual([]);
  expect(judge(body('string-array'), { x: text('1,2', '1', '2') })).toEqual([]);
});
