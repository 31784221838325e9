import fc from 'fast-check';
import { expect, test } from 'vitest';
import { firstWhere } from '../../server/src/base/first-where';

test('is what looking at one after the other finds', () => {
  const numbers = fc.array(fc.nat(9)).map((all) => all.sort((a, b) => a - b));
  fc.assert(
    fc.property(numbers, fc.nat(10), fc.nat(12), (all, least, start) => {
      const rest = all.slice(Math.min(start, all.length));
      const found = rest.findIndex((it) => it >= least);
      const expected = start >= all.length ? start : found < 0 ? all.length : start + found;
      expect(firstWhere(all, (it) => it >= least, start)).toBe(expected);
    }),
  );
});
