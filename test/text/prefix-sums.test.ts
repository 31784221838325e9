import fc from 'fast-check';
import { expect, test } from 'vitest';
import { prefixSums, splicedSums } from '../../server/src/text/prefix-sums';

const sizes = fc.array(fc.nat(9), { maxLength: 12 });
const itself = (it: number) => it;

test('sums what lies before each item', () => {
  expect([...prefixSums([3, 0, 4], itself)]).toEqual([0, 3, 3, 7]);
});

test('splicing gives the sums of the spliced list', () => {
  fc.assert(
    fc.property(sizes, sizes, fc.nat(12), fc.nat(12), (items, fresh, a, b) => {
      const from = Math.min(a, b, items.length);
      const to = Math.min(Math.max(a, b), items.length);
      const list = [...items.slice(0, from), ...fresh, ...items.slice(to)];
      const spliced = splicedSums(prefixSums(items, itself), from, to, fresh, itself);
      expect(spliced).toEqual(prefixSums(list, itself));
    }),
  );
});
