import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  byStart,
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

/** As above, but high up: such addresses are no exact floating-point numbers. */
const highIntervals = intervals.map((all) =>
  all.map(({ start, end }) => ({ start: start + (1n << 63n), end: end + (1n << 63n) })),
);

test('the board finds the same obstacles as comparing every pair', () => {
  const boards = fc.oneof(intervals, highIntervals);
  fc.assert(
    fc.property(boards, fc.array(fc.boolean()), fc.integer({ min: 1, max: 4 }), (all, pins, n) => {
      const board = intervalBoard(all);
      const isPinned = (place: number) => pins[place] === true;
      all.forEach((_, place) => {
        if (isPinned(place)) board.pin(place);
      });
      const accepts = (it: Interval) => it.end % BigInt(n) === 0n;
      all.forEach((it, place) => {
        if (isPinned(place)) return;
        const others = all.filter((other, i) => isPinned(i) && overlaps(other, it));
        expect(board.firstHit(place, accepts)).toBe(others.find(accepts));
        const atStart = all.filter(
          (other, i) => isPinned(i) && other.start === it.start && other.end > it.start,
        );
        const smallest = atStart.filter(accepts).sort(byStart)[0];
        expect(board.firstAtStart(place, accepts)).toEqual(smallest);
        if (board.isAlone(place)) {
          const touching = all.filter((other, i) => i !== place && overlaps(other, it));
          expect(touching).toEqual([]);
        }
      });
    }),
  );
});

test('the board tells at once that nobody touches anybody', () => {
  const all = Array.from({ length: 4096 }, (_, i) => ({
    start: BigInt(i) * 16n,
    end: BigInt(i) * 16n + 8n,
  }));
  const board = intervalBoard(all);
  expect(all.every((_, place) => board.isAlone(place))).toBe(true);
  expect(board.looks()).toBe(4096);
});

test('going through n ranges costs n log n, whether they pile up or form a chain', () => {
  const looks = (count: number, step: bigint) => {
    const all = Array.from({ length: count }, (_, i) => ({
      start: BigInt(i) * step,
      end: BigInt(i) * step + 8n,
    }));
    const board = intervalBoard(all);
    all.forEach((_, place) => {
      board.firstHit(place, () => true);
      board.pin(place);
    });
    return board.looks();
  };
  for (const step of [0n, 4n])
    for (const count of [1000, 8000])
      expect(looks(count, step)).toBeLessThan(8 * count * Math.log2(count));
});

test('the board considers no more overlaps of one range than are ever shown', () => {
  const all = Array.from({ length: 1000 }, () => ({ start: 0n, end: 8n }));
  const board = intervalBoard(all);
  all.forEach((_, place) => board.pin(place));
  const seen: Interval[] = [];
  const refuse = (it: Interval) => seen.push(it) === 0;
  expect(board.firstHit(999, refuse)).toBeUndefined();
  expect(seen).toHaveLength(64);
});
