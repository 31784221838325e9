import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { countLineEnds, lineIndexOf, offsetAt, positionAt } from '../../server/src/text/line-index';

const text = fc
  .array(fc.constantFrom('a', 'bc', '\n', '\r', '\r\n', '\u2028'), { maxLength: 30 })
  .map((it) => it.join(''));

describe('lineIndexOf', () => {
  test('ends a line at LF, CRLF and a lone CR', () => {
    const lines = lineIndexOf('a\nb\r\nc\rd');
    expect([0, 1, 2, 3, 4, 9].map(lines.lineStart)).toEqual([0, 2, 5, 7, 8, 8]);
    expect(lines.lineStart(-1)).toBe(0);
    expect(lines.lineCount).toBe(4);
    expect(positionAt(lines, 99)).toEqual({ line: 3, character: 1 });
    expect(offsetAt(lines, { line: 1, character: 99 })).toBe(5);
  });

  test('finds the lines that splitting finds', () => {
    fc.assert(
      fc.property(text, (it) => {
        const lines = lineIndexOf(it);
        const parts = it.split(/(?<=\r\n|\n|\r(?!\n))/);
        const starts = parts.map((_, i) => parts.slice(0, i).join('').length);
        if (/[\r\n]$/.test(it)) starts.push(it.length);
        expect(Array.from({ length: lines.lineCount }, (_, i) => lines.lineStart(i))).toEqual(
          starts,
        );
        expect(countLineEnds(it)).toBe(lines.lineCount - 1);
      }),
    );
  });

  test('leads from an offset to its position and back', () => {
    fc.assert(
      fc.property(text, fc.nat(60), (it, at) => {
        const lines = lineIndexOf(it);
        expect(offsetAt(lines, positionAt(lines, at))).toBe(Math.min(at, it.length));
      }),
    );
  });
});
