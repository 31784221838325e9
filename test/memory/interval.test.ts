import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  contains,
  intersection,
  isCovered,
  merge,
  overlaps,
  type Interval,
} from '../../server/src/memory/interval';
import { intervalBoard } from '../../server/src/memory/interval-board';

const interval = fc
  .tuple(fc.bigInt(0n, 40n), fc.bigInt(0n, 12n))
  .map(([start, size]): Interval => ({ start, end: start + size }));
const intervals = fc.array(interval, { maxLength: 30 });

const has = ({ start, end }: Interval, byte: bigint) => byte >= start && byte < end;
const bytes = Array.from({ length: 60 }, (_, i) => BigInt(i));

test('ranges that only touch do not overlap', () => {
  expect(overlaps({ start: 0n, end: 4n }, { start: 4n, end: 8n })).toBe(false);
  expect(overlaps({ start: 0n, end: 5n }, { start: 4n, end: 8n })).toBe(true);
});

test('an empty range overlaps only what it lies strictly inside of, as in Xen', () => {
  const outer = { start: 4n, end: 8n };
  expect(overlaps(outer, { start: 6n, end: 6n })).toBe(true);
  expect(overlaps(outer, { start: 4n, end: 4n })).toBe(false);
});

test('addresses beyond 2^63 are exact', () => {
  const top = { start: (1n << 64n) - 1n, end: 1n << 64n };
  expect(overlaps(top, { start: 0n, end: (1n << 64n) - 1n })).toBe(false);
  expect(contains({ start: 0n, end: 1n << 64n }, top)).toBe(true);
});

test('an intersection holds the bytes of both', () => {
  fc.assert(
    fc.property(interval, interval, (a, b) => {
      const common = intersection(a, b);
      for (const byte of bytes)
        expect(common !== undefined && has(common, byte)).toBe(has(a, byte) && has(b, byte));
    }),
  );
});

test('merging keeps every byte and leaves gaps between the results', () => {
  fc.assert(
    fc.property(intervals, (all) => {
      const merged = merge(all);
      for (const byte of bytes)
        expect(merged.some((it) => has(it, byte))).toBe(all.some((it) => has(it, byte)));
      merged.forEach((it, i) => expect(it.start > (merged[i - 1]?.end ?? -1n)).toBe(true));
    }),
  );
});

test('a range is covered when one merged range has all its bytes', () => {
  fc.assert(
    fc.property(intervals, interval, (all, inner) => {
      const merged = merge(all);
      expect(isCovered(merged, inner)).toBe(merged.some((it) => contains(it, inner)));
    }),
  );
});

test('the board names the same overlaps as comparing every pair', () => {
  fc.assert(
    fc.property(intervals, intervals, fc.array(fc.boolean()), (all, questions, isPinned) => {
      const board = intervalBoard(all);
      const pinned = all.filter((_, i) => isPinned[i] === true);
      pinned.forEach((it) => board.pin(it));
      for (const question of questions) {
        const expected = new Set(pinned.filter((it) => overlaps(it, question)));
        expect(new Set(board.hits(question))).toEqual(expected);
      }
    }),
  );
});

test('the board visits few ranges when many are pinned and one is hit', () => {
  const reads = { count: 0 };
  const all = Array.from({ length: 4096 }, (_, i) => ({
    start: BigInt(i) * 16n,
    get end() {
      reads.count++;
      return BigInt(i) * 16n + 8n;
    },
  }));
  const board = intervalBoard(all);
  all.forEach((it) => board.pin(it));
  reads.count = 0;
  expect(board.hits({ start: 32_000n, end: 32_001n })).toHaveLength(1);
  expect(reads.count).toBeLessThan(20);
});

test('the board stops at the limit', () => {
  const all = Array.from({ length: 10 }, () => ({ start: 0n, end: 8n }));
  const board = intervalBoard(all);
  all.forEach((it) => board.pin(it));
  expect(board.hits({ start: 0n, end: 1n }, 3)).toHaveLength(3);
});
