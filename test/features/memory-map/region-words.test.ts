import { expect, test } from 'vitest';
import { addressFormat, clip, wrap } from '../../../server/src/features/memory-map/region-words';

test('addresses have one width, at least that of 32 bits', () => {
  expect(addressFormat([0x1000n])(0x10n)).toBe('0x00000010');
  expect(addressFormat([0x1000n, 0x9_0000_0000n])(0x1000n)).toBe('0x000001000');
});

test('a text is cut at whole characters', () => {
  expect(clip('abcd', 4)).toBe('abcd');
  expect(clip('abcde', 4)).toBe('abc…');
  expect(clip('\u{1f600}\u{1f600}\u{1f600}', 2)).toBe('\u{1f600}…');
});

test('a text is broken between words, and a word that is too long stands alone', () => {
  expect(wrap('one two three', 9, ['- ', '  '])).toEqual(['- one two', '  three']);
  expect(wrap('a-word-without-end', 9, ['- ', '  '])).toEqual(['- a-word-without-end']);
  expect(wrap('', 9, ['- ', '  '])).toEqual(['- ']);
});
