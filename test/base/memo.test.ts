import { expect, test } from 'vitest';
import { memoLast } from '../../server/src/base/memo';

test('a function of an object and a text is computed once for the keys that were asked for last', () => {
  const computed: string[] = [];
  const of = memoLast(
    2,
    (it: { readonly key: string }) => it.key,
    (a: { readonly name: string }, b) => {
      computed.push(`${a.name}/${b.key}`);
      return b.key.length;
    },
  );
  const [one, two] = [{ name: 'one' }, { name: 'two' }];
  for (const key of ['a', 'bb', 'a', 'bb']) expect(of(one, { key })).toBe(key.length);
  expect(computed).toEqual(['one/a', 'one/bb']);
  of(two, { key: 'a' });
  expect(computed).toEqual(['one/a', 'one/bb', 'two/a']);
  of(one, { key: 'a' });
  of(one, { key: 'ccc' });
  of(one, { key: 'a' });
  of(one, { key: 'bb' });
  // "a" was asked for after "bb", so that "bb" had to go for "ccc".
  expect(computed).toEqual(['one/a', 'one/bb', 'two/a', 'one/ccc', 'one/bb']);
});
