import { expect, test } from 'vitest';
import type { BindingNode } from '../../server/src/bindings/binding-node';
import { isDecodedNode, isOpaque, type Decoded } from '../../server/src/bindings/decode/decoded';
import { rootFacts } from '../../server/src/bindings/decode/inherited-facts';
import { bytes, catalogueOf, cells, flag, node, text } from './tree-builder';

const types = `
  properties:
    u8: { $ref: /schemas/types.yaml#/definitions/uint8 }
    i32: { $ref: /schemas/types.yaml#/definitions/int32 }
    u32: { $ref: /schemas/types.yaml#/definitions/uint32 }
    u64: { $ref: /schemas/types.yaml#/definitions/uint64 }
    list: { $ref: /schemas/types.yaml#/definitions/uint32-array }
    word: { $ref: /schemas/types.yaml#/definitions/string }
    switch: { type: boolean }
    either: { oneOf: [{ type: boolean }, { $ref: /schemas/types.yaml#/definitions/string }] }
    wide: { oneOf: [{ $ref: /schemas/types.yaml#/definitions/uint32 }, { $ref: /schemas/types.yaml#/definitions/uint64 }] }
    word-or-cells: { oneOf: [{ $ref: /schemas/types.yaml#/definitions/string }, { $ref: /schemas/types.yaml#/definitions/uint32-array }] }
    pairs: { $ref: /schemas/types.yaml#/definitions/uint32-matrix, maxItems: 9, items: { minItems: 2, maxItems: 2 } }
    interrupts: { $ref: /schemas/types.yaml#/definitions/uint32-matrix }
    clocks: { $ref: /schemas/types.yaml#/definitions/phandle-array }
    reset-gpios: { $ref: /schemas/types.yaml#/definitions/phandle-array }
    memory-region: { $ref: /schemas/types.yaml#/definitions/phandle-array }
`;

const catalogue = catalogueOf({ types });

/** The decoded members of the node at the path. */
function decode(root: BindingNode, ...path: readonly string[]): Readonly<Record<string, unknown>> {
  let at: Decoded | undefined = catalogue.decode(root, rootFacts(root));
  for (const name of path) at = isDecodedNode(at) ? at.get(name) : undefined;
  if (!isDecodedNode(at)) return {};
  const found = at;
  return Object.fromEntries(found.names.map((name) => [name, plain(found.get(name))]));
}

/** Without the widths that lists carry. */
function plain(value: unknown): unknown {
  return Array.isArray(value) ? value.map(plain) : value;
}

function decodeOne(name: string, value: Uint8Array): unknown {
  const decoded: Decoded = decode(node('', { [name]: value }))[name] as Decoded;
  return isOpaque(decoded) ? [...decoded()].join(' ') : decoded;
}

test.each([
  ['a number', 'u32', cells(7), 7],
  ['a small number', 'u8', bytes(255), 255],
  ['a signed number', 'i32', cells(0xfffffffe), -2],
  ['a wide number that fits a double', 'u64', cells(1, 2), 4294967298],
  ['a wide number that does not', 'u64', cells(0xffffffff, 0xffffffff), 0xffffffffffffffffn],
  ['two numbers where one is due', 'u32', cells(1, 2), [1, 2]],
  ['a list of one', 'list', cells(1), [1]],
  ['strings', 'word', text('a', 'b'), ['a', 'b']],
  ['an empty string', 'word', text(''), ['']],
  ['text without its NUL as mere bytes', 'word', bytes(97), '97'],
  ['a flag', 'switch', flag, true],
  ['a flag with a value as the number that it is', 'switch', cells(3), 3],
  ['no value as a flag, whatever the type', 'u32', flag, true],
  ['a wrong length by the width that fits', 'u64', cells(9), 9],
  ['a wrong length that no width fits as mere bytes', 'u32', bytes(1, 2, 3), '1 2 3'],
  ['a property that nobody knows as mere bytes', 'unheard-of', cells(1), '0 0 0 1'],
  ['by length, one cell', 'wide', cells(5), 5],
  ['by length, two cells', 'wide', cells(1, 5), 4294967301],
  ['text where cells are possible', 'word-or-cells', text('abc'), ['abc']],
  ['cells where text is possible', 'word-or-cells', cells(1), [1]],
  ['text where a flag is possible', 'either', text('on'), ['on']],
  [
    'rows by the shape that the schema gives',
    'pairs',
    cells(1, 2, 3, 4),
    [
      [1, 2],
      [3, 4],
    ],
  ],
])('decodes %s', (_what, name, value, expected) => {
  expect(decodeOne(name, value)).toEqual(expected);
});

test('cuts reg by the cells of the nearest ancestor that has them, 2 and 1 at the root', () => {
  const root = node(
    '',
    { reg: cells(1, 2, 3) },
    node('bus', { '#address-cells': cells(1) }, node('device', { reg: cells(1, 2, 3, 4) })),
  );
  expect(decode(root)['reg']).toEqual([[1, 2, 3]]);
  expect(decode(root, 'bus', 'device')['reg']).toEqual([
    [1, 2],
    [3, 4],
  ]);
});

test('cuts ranges by own cells and those of the parent', () => {
  const properties = {
    '#address-cells': cells(1),
    '#size-cells': cells(1),
    ranges: cells(1, 2, 3, 4),
  };
  expect(decode(node('', {}, node('bus', properties)), 'bus')['ranges']).toEqual([[1, 2, 3, 4]]);
});

test('cuts clocks by the cells of each provider', () => {
  const root = node(
    '',
    {},
    node('a', { phandle: cells(1), '#clock-cells': cells(0) }),
    node('b', { phandle: cells(2), '#clock-cells': cells(2) }),
    node('user', { clocks: cells(1, 2, 7, 8, 1) }),
    node('lost', { clocks: cells(9, 1) }),
    node('half', { clocks: cells(1, 9, 1) }),
  );
  expect(decode(root, 'user')['clocks']).toEqual([[1], [2, 7, 8], [1]]);
  expect(decode(root, 'lost')['clocks']).toEqual([[9, 1]]);
  expect(decode(root, 'half')['clocks']).toEqual([[1]]);
});

test('cuts gpios by the provider, except at and below a hog', () => {
  const root = node(
    '',
    {},
    node('gpio', { phandle: cells(1), '#gpio-cells': cells(2) }),
    node('user', { 'reset-gpios': cells(1, 4, 0, 0, 1, 5, 0) }),
    node('hog', { 'gpio-hog': flag }, node('below', { 'reset-gpios': cells(1, 4, 0, 1, 5, 0) })),
  );
  expect(decode(root, 'user')['reset-gpios']).toEqual([[1, 4, 0], [0], [1, 5, 0]]);
  expect(decode(root, 'hog', 'below')['reset-gpios']).toEqual([[1, 4, 0, 1, 5, 0]]);
});

test('cuts interrupts by the interrupt parent, or by an ancestor with cells', () => {
  const root = node(
    '',
    { 'interrupt-parent': cells(1) },
    node('gic', { phandle: cells(1), '#interrupt-cells': cells(3) }),
    node('user', { interrupts: cells(1, 2, 3, 4, 5, 6) }),
    node('nexus', { '#interrupt-cells': cells(1) }, node('user', { interrupts: cells(1, 2) })),
  );
  expect(decode(root, 'user')['interrupts']).toEqual([
    [1, 2, 3],
    [4, 5, 6],
  ]);
  expect(decode(root, 'nexus', 'user')['interrupts']).toEqual([[1], [2]]);
});

test('takes memory-region one cell at a time', () => {
  expect(decodeOne('memory-region', cells(1, 2))).toEqual([[1], [2]]);
});

test('splits unresolved references where the fixups say that they are', () => {
  const lost = 0xffffffff;
  const root = node(
    '',
    {},
    node('user', { clocks: cells(lost, 1, lost) }),
    node('__fixups__', { a: text('/user:clocks:0', '/user:clocks:8') }),
  );
  expect(decode(root, 'user')['clocks']).toEqual([[lost, 1], [lost]]);
});

test('takes everything in aliases as text, and leaves out generated nodes', () => {
  const root = node('', {}, node('aliases', { u32: text('/a') }), node('__symbols__', {}));
  expect(decode(root, 'aliases')).toEqual({ u32: ['/a'] });
  expect(decode(root)).not.toHaveProperty('__symbols__');
});

test('survives lengths and cell counts that make no sense', () => {
  const root = node(
    '',
    { '#address-cells': cells(0), '#size-cells': cells(0) },
    node('a', { reg: cells(1, 2), clocks: bytes(1), ranges: bytes(1, 2, 3) }),
    node('b', { reg: flag, 'interrupt-parent': cells(99), interrupts: cells(1) }),
  );
  expect(decode(root, 'a')['reg']).toEqual([[1, 2]]);
  expect(decode(root, 'b')['reg']).toBe(true);
});

test('gives the same object for the same node under equal facts', () => {
  const child = node('child', { reg: cells(1, 2, 3) });
  const one = node('', { u32: cells(1) }, child);
  const other = node('', { u32: cells(2) }, child);
  const narrow = node('', { '#size-cells': cells(0) }, child);
  const first = catalogue.decode(one, rootFacts(one)).get('child');
  expect(catalogue.decode(other, rootFacts(other)).get('child')).toBe(first);
  expect(catalogue.decode(narrow, rootFacts(narrow)).get('child')).not.toBe(first);
});
