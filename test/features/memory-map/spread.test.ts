import fc from 'fast-check';
import { expect, test } from 'vitest';
import { lanesOf, mostLanes } from '../../../server/src/features/memory-map/lanes';
import { spread } from '../../../server/src/features/memory-map/spread';
import { byStart, overlaps } from '../../../server/src/memory/interval';

const tops = fc.array(fc.nat(300), { maxLength: 40 }).map((it) => it.sort((a, b) => a - b));

test('labels never overlap, never rise above the top, and stay where they want to be when they can', () => {
  fc.assert(
    fc.property(tops, (wanted) => {
      const placed = spread(wanted, 18, 50);
      expect(placed).toHaveLength(wanted.length);
      placed.forEach((it, i) => {
        expect(it).toBeGreaterThanOrEqual((placed[i - 1] ?? 50 - 18) + 18 - 1e-9);
      });
      const isRoomy = wanted.every((it, i) => it >= (wanted[i - 1] ?? 50 - 18) + 18);
      if (isRoomy) expect(placed).toEqual(wanted);
    }),
  );
});

test('labels that all want one place stand around it', () => {
  expect(spread([100, 100, 100], 10, 0)).toEqual([90, 100, 110]);
});

const interval = fc
  .tuple(fc.bigInt(0n, 60n), fc.bigInt(1n, 12n))
  .map(([start, size]) => ({ start, end: start + size }));

test('what overlaps stands in different lanes, as long as there are lanes', () => {
  fc.assert(
    fc.property(fc.array(interval, { maxLength: 14 }), (all) => {
      const sorted = [...all].sort(byStart);
      const lanes = lanesOf(sorted);
      sorted.forEach((a, i) => {
        const { lane = -1, of = 0 } = lanes[i] ?? {};
        expect(lane).toBeLessThan(of);
        sorted.slice(0, i).forEach((b, j) => {
          if (!overlaps(a, b)) return;
          expect(lanes[j]?.of).toBe(of);
          if (of < mostLanes) expect(lanes[j]?.lane).not.toBe(lane);
        });
      });
    }),
  );
});
