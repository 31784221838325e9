import fc from 'fast-check';
import { expect, test } from 'vitest';
import { exchangeOf } from '../../server/src/base/exchange';

const things = [...'abcdefgh'].map((name) => ({ name }));

/** The things of a text, one for each letter. */
function list(text: string): { name: string }[] {
  return things.filter((it) => text.includes(it.name)).sort((a, b) => at(text, a) - at(text, b));
}

function at(text: string, { name }: { name: string }): number {
  return text.indexOf(name);
}

function names(set: ReadonlySet<{ name: string }>): string {
  return [...set].map((it) => it.name).join('');
}

test.each([
  ['', '', '', '', true],
  ['abc', 'abc', '', '', true],
  ['abc', 'axc', 'b', '', true],
  ['abc', 'adc', 'b', 'd', true],
  ['abcd', 'bcda', '', '', false],
  ['abcd', 'aebcd', '', 'e', true],
  ['abcd', 'dfba', 'c', 'f', false],
])('from "%s" to "%s" "%s" goes and "%s" comes', (a, b, gone, come, isInOrder) => {
  const found = exchangeOf(list(a), list(b));
  expect([names(found.gone), names(found.come), found.isInOrder]).toEqual([gone, come, isInOrder]);
});

test('is what comparing all with all finds', () => {
  const lists = fc.shuffledSubarray(things);
  fc.assert(
    fc.property(lists, lists, (a, b) => {
      const { come, gone, isInOrder } = exchangeOf(a, b);
      expect(new Set(a.filter((it) => !b.includes(it)))).toEqual(gone);
      expect(new Set(b.filter((it) => !a.includes(it)))).toEqual(come);
      const both = a.filter((it) => b.includes(it));
      expect(isInOrder).toBe(both.every((it, i) => b.filter((x) => a.includes(x))[i] === it));
    }),
  );
});
