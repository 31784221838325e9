import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { editSourceFile } from '../../server/src/lexer/edit-source-file';
import {
  linesOf,
  ordinalAt,
  ordinalOf,
  sourceFile,
  startOfChunk,
  textBetween,
  type SourceFile,
} from '../../server/src/lexer/source-file';
import { fileId, tokenText, type TokenChunk } from '../../server/src/lexer/token-chunk';
import { chunkItems } from '../../server/src/preprocessor/chunk-items';
import { lineIndexOf, type LineIndex } from '../../server/src/text/line-index';
import { prefixSums } from '../../server/src/text/prefix-sums';

const id = fileId('/board.dts');

/** Every token with its kind, whatever chunk it is in. */
function tokensOf(file: SourceFile): readonly string[] {
  return file.chunks.flatMap((chunk) =>
    Array.from(chunk.kinds, (kind, index) => `${kind} ${tokenText(chunk, index)}`),
  );
}

/** Each include with the text of its chunk. */
function includesOf(file: SourceFile): readonly string[] {
  return file.chunks.flatMap((chunk) =>
    chunkItems(chunk)
      .filter(({ name }) => /^include|^import$/.test(name))
      .map(({ name, kind }) => `${kind} ${name}: ${chunk.text}`),
  );
}

function edited(file: SourceFile, at: number, length: number, newText: string): SourceFile {
  return editSourceFile(file, { range: { start: at, end: at + length }, newText });
}

/** All that is looked up in a file is what it is in a file made of its text. */
function checkWhole(file: SourceFile, text: string): void {
  const whole = sourceFile(id, text);
  expect(file.text).toBe(text);
  expect(file.length).toBe(text.length);
  expect(file.chunks.map((it) => it.text).join('')).toBe(text);
  expect(tokensOf(file)).toEqual(tokensOf(whole));
  expect(includesOf(file)).toEqual(includesOf(whole));
  expect(linesIn(linesOf(file))).toEqual(linesIn(lineIndexOf(text)));
  const starts = prefixSums(file.chunks, (it) => it.text.length);
  expect(file.starts).toEqual(starts);
  expect(file.chunks.map((it) => ordinalOf(file, it))).toEqual([...file.chunks.keys()]);
  expect(file.chunks.map((it) => startOfChunk(file, it))).toEqual([...starts].slice(0, -1));
  if (text !== '')
    expect(Array.from(starts.subarray(0, -1), (it) => ordinalAt(file, it))).toEqual([
      ...file.chunks.keys(),
    ]);
  const third = Math.floor(text.length / 3);
  expect(textBetween(file, third, third * 2)).toBe(text.slice(third, third * 2));
}

/** Where each line starts, and on which lines offsets lie. */
function linesIn(lines: LineIndex): readonly unknown[] {
  const offsets = Array.from({ length: 64 }, (_, i) => Math.floor((lines.length * i) / 63));
  return [
    lines.length,
    Array.from({ length: lines.lineCount + 2 }, (_, i) => lines.lineStart(i - 1)),
    offsets.map((it) => lines.lineAt(it)),
  ];
}

const piece = fc.constantFrom(
  '/',
  '*',
  '/*',
  '*/',
  '/*/',
  '//',
  '"',
  '"a"',
  "'",
  '\\',
  '\\\n',
  '\n',
  '\r\n',
  '\r',
  '\ufeff',
  '\u00e9',
  'reg',
  ' = ',
  '<0x1 2>',
  ';',
  '{',
  '}',
  '#',
  '#define A 1',
  '\n#include "a.dtsi"\n',
  '\n/include/ "b.dtsi"\n',
  '/include/\n',
  '"b.dtsi"',
  'include',
);
const line = fc.array(piece, { maxLength: 8 }).map((it) => `${it.join('')}\n`);
/** Between pieces of every kind, lines enough for chunks of their own. */
const text = fc
  .tuple(fc.array(line, { maxLength: 40 }), fc.integer({ min: 0, max: 300 }))
  .map(([lines, filler]) =>
    lines.map((it, i) => (i % 9 === 4 ? `${it}${'a b\n'.repeat(filler)}` : it)).join(''),
  );
const paste = fc.integer({ min: 1, max: 200 }).map((it) => 'pasted = <1>;\n'.repeat(it));
const edits = fc.array(
  fc.record({
    at: fc.nat(),
    length: fc.oneof(fc.nat({ max: 30 }), fc.nat({ max: 3000 })),
    insert: fc.oneof(
      { weight: 8, arbitrary: fc.array(piece, { maxLength: 4 }).map((it) => it.join('')) },
      { weight: 1, arbitrary: paste },
    ),
  }),
  { minLength: 1, maxLength: 6 },
);

describe('an edited file', () => {
  test('has the tokens and the lines of a file made of the new text', () => {
    fc.assert(
      fc.property(text, edits, (start, changes) => {
        let file = sourceFile(id, start);
        let now = start;
        for (const { at, insert, length } of changes) {
          const from = at % (now.length + 1);
          file = edited(file, from, length, insert);
          now = now.slice(0, from) + insert + now.slice(from + length);
          checkWhole(file, now);
        }
      }),
      { numRuns: 250 },
    );
  });

  test.each([
    ['an include that is typed behind another line', 'a;\n#includ\nc;\n', 10, 0, 'e "b"\n'],
    ['a line feed behind a carriage return', 'a;\r'.repeat(400), 3 * 200, 0, '\n'],
    ['a comment that closes', `a /* b\n${'c d;\n'.repeat(2000)}`, 8000, 0, '*/'],
    ['half of its end', `a /* b\n${'c * d;\n'.repeat(2000)}`, 7 + 7 * 1000 + 3, 1, '/'],
    ['the last end of a comment gone', `a;\n${'c d;\n'.repeat(999)}/* b */\n`, 5004, 1, ''],
    ['a quote far behind', `a = "b\n${'c d;\n'.repeat(2000)}`, 9002, 0, '"'],
    ['a quote further than any string', `a = "b\n${'c d;\n'.repeat(9000)}`, 40_007, 0, '"'],
    ['the first chunk gone', `${'a b;\n'.repeat(100)}\ufeffc;\n`, 0, 500, ''],
    ['everything gone', 'a b;\n'.repeat(1000), 0, 5000, ''],
    ['the name of an include alone', `${'a b;\n'.repeat(99)}"b.dtsi"\n`, 495, 0, '/include/\n'],
  ])('%s', (_, start, at, length, insert) => {
    const next = start.slice(0, at) + insert + start.slice(at + length);
    checkWhole(edited(sourceFile(id, start), at, length, insert), next);
  });

  test('leaves the chunks that the edit does not touch as the same objects', () => {
    const file = sourceFile(id, 'status = "okay";\n'.repeat(5000));
    expect(file.chunks.length).toBeGreaterThan(20);
    const first = edited(file, 40_000, 0, 'x');
    expect(freshChunks(file, first).length).toBeLessThanOrEqual(3);
    const [again, ...others] = freshChunks(first, edited(first, 40_001, 0, 'y'));
    expect(again?.text.trim().split('\n')).toHaveLength(1);
    expect(others).toEqual([]);
  });

  test('has room for small chunks, but not without bound', () => {
    const text = 'status = "okay";\n'.repeat(5000);
    let file = sourceFile(id, text);
    for (let at = 0; at < 60_000; at += 34) file = edited(file, at, 1, 's');
    checkWhole(file, text);
    expect(file.chunks.length).toBeLessThan(text.length / 256 + 64);
  });

  test('leaves an open comment or string behind as the same object when it stays open', () => {
    for (const opening of ['/* half', 'a = "half']) {
      const start = `${'a b;\n'.repeat(500)}${opening}\n${'a b;\n'.repeat(500)}`;
      const file = sourceFile(id, start);
      const next = edited(file, 4000, 0, 'x');
      checkWhole(next, `${start.slice(0, 4000)}x${start.slice(4000)}`);
      expect(freshChunks(file, next).length).toBeLessThanOrEqual(3);
    }
  });

  test('keeps the chunk of an include through edits of the lines around it', () => {
    const include = '\t#include "soc.dtsi" /* why */\n';
    const before = 'a = <1>;\n'.repeat(10);
    const file = sourceFile(id, `${before}${include}${before}`);
    const chunk = file.chunks.find((it) => it.text === include);
    expect(chunk).toBeDefined();
    for (const at of [0, before.length - 1, before.length + include.length, file.length])
      expect(edited(file, at, 0, 'x y;\n').chunks).toContain(chunk);
  });

  test('does not fall into ever smaller chunks', () => {
    let file = sourceFile(id, 'a = <1>;\n'.repeat(1000));
    const { chunks } = file;
    for (let i = 0; i < 2000; i++)
      file = i % 2 ? edited(file, 4500, 9, '') : edited(file, (i * 9) % 4000, 0, 'b = <2>;\n');
    expect(file.length).toBe(9000);
    expect(file.chunks.length).toBeLessThan(chunks.length * 1.5);
  });

  test('knows only its own chunks', () => {
    const file = sourceFile(id, 'a = <1>;\n'.repeat(1000));
    const pasted = edited(file, 90, 0, 'b = <2>;\n'.repeat(1000));
    const [old] = freshChunks(pasted, file);
    expect(old && startOfChunk(pasted, old)).toBeUndefined();
    for (const it of [file, pasted, file])
      it.chunks.forEach((chunk, i) => {
        expect(ordinalOf(it, chunk)).toBe(i);
      });
  });
});

function freshChunks(old: SourceFile, next: SourceFile): readonly TokenChunk[] {
  const known = new Set(old.chunks);
  return next.chunks.filter((it) => !known.has(it));
}

describe('the work of one key', () => {
  const linesBy = (count: number) =>
    Array.from({ length: count }, (_, i) => `\tname-${i} = <${i} 12>;\n`).join('');
  const small = sourceFile(id, linesBy(1000));
  const large = sourceFile(id, linesBy(100_000));

  test.each(['x', ';', '\n', '"', "'", '/*', '}', '#include "a"\n', '\\\n'])(
    '%j makes as many tokens anew in 100,000 lines as in 1,000',
    (key) => {
      const tokensMade = (file: SourceFile) => {
        const middle = linesOf(file).lineStart(linesOf(file).lineCount >> 1) + 7;
        const next = edited(file, middle, 0, key);
        const back = edited(next, middle, key.length, '');
        const made = [...freshChunks(file, next), ...freshChunks(next, back)];
        return made.reduce((sum, it) => sum + it.kinds.length, 0);
      };
      expect(tokensMade(large)).toBeLessThan(1200);
      expect(tokensMade(large)).toBeLessThan(tokensMade(small) + 400);
    },
  );

  test('a file that opens a comment on each line is cut in one go', () => {
    const file = sourceFile(id, '/* open\n'.repeat(100_000));
    expect(file.chunks.length).toBeGreaterThan(500);
    expect(freshChunks(file, edited(file, 400_000, 0, 'x')).length).toBeLessThan(4);
  });
});
