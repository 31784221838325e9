import { expect, test } from 'vitest';
import { pythonPattern } from '../../server/src/bindings/python-pattern';

test('a leading .* is dropped: a search finds the rest anyway, and a miss costs no square of the text', () => {
  const pattern = pythonPattern('.*-names$');
  expect(pattern.test('clock-names')).toBe(true);
  expect(pattern.test('clock-name')).toBe(false);
  expect(pattern.source.startsWith('.*')).toBe(false);
});

test('.* alone still matches everything', () => {
  expect(pythonPattern('.*').test('')).toBe(true);
});
