import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mergeOrdered } from '../../server/src/base/merge-ordered';

test('is what a stable sort of both makes', () => {
  const compare = (a: { key: number }, b: { key: number }) => a.key - b.key;
  const list = fc.array(fc.record({ key: fc.nat(9) })).map((all) => all.sort(compare));
  fc.assert(
    fc.property(list, list, (a, b) => {
      const all = mergeOrdered(a, b, compare);
      const sorted = [...a, ...b].sort(compare);
      expect(all).toHaveLength(sorted.length);
      expect(all.every((it, i) => it === sorted[i])).toBe(true);
    }),
  );
});
