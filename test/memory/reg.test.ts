import fc from 'fast-check';
import { expect, test } from 'vitest';
import { describeCells, inheritedCells, strictCells } from '../../server/src/memory/cells';
import { encodeReg, fits } from '../../server/src/memory/encode-reg';
import { formatRange, formatSize, readableSize } from '../../server/src/memory/format-number';
import { readReg } from '../../server/src/memory/reg';
import { spanText } from '../../server/src/preprocessor/token-stream';
import { nodeAt, rootOf } from '../../server/src/tree/node-ref';
import { treeOf } from '../analyse';

const regOf = (value: string, address: number, size: number) => {
  const tree = treeOf(`/ { n { reg = ${value}; }; };`);
  const property = nodeAt(tree, '/n')?.node.properties.get('reg');
  return property && readReg(tree, property, { address, size });
};

test('64-bit numbers are exact', () => {
  const reg = regOf('<0xffffffff 0xffffffff 0x80000000 0x00000001>', 2, 2);
  expect(reg?.entries[0]?.start).toBe(0xffffffffffffffffn);
  expect(reg?.entries[0]?.size).toBe(0x8000000000000001n);
});

test('a range may end beyond 2^64', () => {
  expect(regOf('<0xffffffff 0xfffff000 0x0 0x2000>', 2, 2)?.entries[0]?.end).toBe(
    (1n << 64n) + 0x1000n,
  );
});

test('cells are counted across groups, widths and byte strings', () => {
  const reg = regOf('<0x1>, /bits/ 64 <0x200000003>, [00 00 00 04]', 2, 2);
  expect(reg?.entries).toHaveLength(1);
  expect(reg?.entries[0]?.start).toBe(0x100000002n);
  expect(reg?.entries[0]?.size).toBe(0x300000004n);
});

test('each entry knows the source that spells it', () => {
  const reg = regOf('<1 2>, <0x3 4>', 1, 1);
  expect(reg?.entries.map((it) => it && spanText(it.at))).toEqual(['1 2', '0x3 4']);
});

test('cells beyond the last whole entry are counted apart', () => {
  const reg = regOf('<1 2 3>', 1, 1);
  expect(reg?.entries).toHaveLength(1);
  expect(reg?.trailing).toBe(1);
});

test('an entry with a cell that cannot be told is unknown, its neighbours are not', () => {
  const reg = regOf('<&nowhere 1>, <2 3>', 1, 1);
  expect(reg?.entries[0]).toBeUndefined();
  expect(reg?.entries[1]?.start).toBe(2n);
});

test('zero cells make no entries', () => {
  expect(regOf('<1 2>', 0, 0)).toMatchObject({ entries: [], trailing: 2 });
});

test('a value that is no whole number of cells has none', () => {
  expect(regOf('[01 02 03]', 1, 1)).toMatchObject({ bytes: 3, count: 0, entries: [] });
});

test('writing and reading give the same numbers', () => {
  const number = fc.bigInt(0n, (1n << 64n) - 1n);
  fc.assert(
    fc.property(fc.array(fc.tuple(number, number), { minLength: 1, maxLength: 3 }), (pairs) => {
      const text =
        encodeReg(
          pairs.map(([address, size]) => ({ address, size })),
          2,
          2,
        ) ?? '';
      const entries = regOf(text, 2, 2)?.entries ?? [];
      expect(entries.map((it) => [it?.start, it?.size])).toEqual(pairs);
    }),
  );
});

test('numbers that do not fit their cells are not written', () => {
  expect(encodeReg([{ address: 1n << 32n, size: 1n }], 1, 1)).toBeUndefined();
  expect(encodeReg([{ address: 1n << 32n, size: 1n }], 2, 1)).toBe('<0x1 0x0 0x1>');
  expect(encodeReg([{ address: 0n, size: 0n }], 1_000_000_000, 1)).toBeUndefined();
  expect(fits(0xffffffffn, 1)).toBe(true);
});

test('Xen inherits cells from any ancestor, the specification looks at the parent only', () => {
  const tree = treeOf('/ { #address-cells = <1>; #size-cells = <2>; a { b { }; }; };');
  const parent = nodeAt(tree, '/a');
  if (parent === undefined) throw new Error('no parent');
  expect(inheritedCells(tree, parent)).toMatchObject({ address: 1, size: 2 });
  expect(inheritedCells(tree, parent)?.addressFrom).toBe(rootOf(tree));
  expect(strictCells(tree, parent)).toEqual({ address: 2, size: 1 });
});

test('cells that cannot be told are not guessed', () => {
  const tree = treeOf('/ { #address-cells = <&nowhere>; a { }; };');
  expect(inheritedCells(tree, rootOf(tree))).toBeUndefined();
});

test('a property of less than four bytes does not count', () => {
  const tree = treeOf('/ { #address-cells = [01]; #size-cells; };');
  expect(inheritedCells(tree, rootOf(tree))).toEqual({ address: 2, size: 1 });
});

test('counts, ranges and sizes are shown as people write them', () => {
  expect(describeCells({ address: 2, size: 1 })).toBe('3 cells (2 address + 1 size)');
  expect(formatRange({ start: 0x1000n, end: 0x2000n })).toBe('0x1000–0x1fff');
  expect(formatRange({ start: 0x1000n, end: 0x1000n })).toBe('0x1000 (empty)');
  expect([1n, 0n, 4096n, 0x100000n, 3n << 30n, 4097n].map(formatSize)).toEqual([
    '1 byte',
    '0 bytes',
    '4 KiB',
    '1 MiB',
    '3 GiB',
    '4097 bytes',
  ]);
});

test('sizes for the eye are exact while they are short, and say when they are rounded', () => {
  const sizes = [0n, 1n, 4096n, 1918n << 20n, 4097n, 0x123_4567n, (1n << 64n) - 1n, 1n << 64n];
  expect(sizes.map(readableSize)).toEqual([
    '0 bytes',
    '1 byte',
    '4 KiB',
    '1918 MiB',
    '4097 bytes',
    '~18.2 MiB',
    '~15.9 EiB',
    '16 EiB',
  ]);
});
