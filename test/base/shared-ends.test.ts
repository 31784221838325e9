import { expect, test } from 'vitest';
import { sharedEnds } from '../../server/src/base/shared-ends';

test.each([
  ['', '', 0, 0],
  ['abc', 'abc', 3, 0],
  ['abc', 'axc', 1, 1],
  ['aa', 'aaa', 2, 0],
  ['abcb', 'ab', 2, 0],
  ['xyz', 'abc', 0, 0],
])('of "%s" and "%s" no element is counted twice', (a, b, before, behind) => {
  expect(sharedEnds([...a], [...b])).toEqual({ before, behind });
});
