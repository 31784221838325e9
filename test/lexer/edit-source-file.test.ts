import fc from 'fast-check';
import { expect, test } from 'vitest';
import { editSourceFile } from '../../server/src/lexer/edit-source-file';
import { linesOf, sourceFile, type SourceFile } from '../../server/src/lexer/source-file';
import { fileId, tokenText } from '../../server/src/lexer/token-chunk';
import { lineIndexOf } from '../../server/src/text/line-index';

const id = fileId('/board.dts');

/** Every token with its kind, whatever chunk it is in. */
function tokensOf(file: SourceFile): readonly string[] {
  return file.chunks.flatMap((chunk) =>
    Array.from(chunk.kinds, (kind, index) => `${kind} ${tokenText(chunk, index)}`),
  );
}

const piece = fc.constantFrom(
  '/',
  '*',
  '/*',
  '*/',
  '//',
  '"',
  "'",
  '\\',
  '\n',
  '\r\n',
  '\r',
  'reg',
  ' = ',
  '<0x1 2>',
  ';',
  '{',
  '}',
  '#define A 1',
);
const line = fc.array(piece, { maxLength: 8 }).map((it) => `${it.join('')}\n`);
const text = fc
  .tuple(fc.array(line, { maxLength: 40 }), fc.integer({ min: 0, max: 700 }))
  .map(([lines, filler]) =>
    lines.map((it, i) => (i % 9 === 4 ? `${it}${'a b\n'.repeat(filler)}` : it)).join(''),
  );

test('an edited file has the tokens of a file made of the new text', () => {
  const edits = fc.array(
    fc.record({
      at: fc.nat(),
      length: fc.nat({ max: 30 }),
      insert: fc.array(piece, { maxLength: 4 }),
    }),
    { minLength: 1, maxLength: 6 },
  );
  fc.assert(
    fc.property(text, edits, (start, changes) => {
      let file = sourceFile(id, start);
      for (const { at, insert, length } of changes) {
        const from = at % (file.text.length + 1);
        const range = { start: from, end: Math.min(from + length, file.text.length) };
        file = editSourceFile(file, { range, newText: insert.join('') });
        expect(file.chunks.map((it) => it.text).join('')).toBe(file.text);
        expect(tokensOf(file)).toEqual(tokensOf(sourceFile(id, file.text)));
        expect(linesOf(file)).toEqual(lineIndexOf(file.text));
      }
    }),
    { numRuns: 300 },
  );
});

test('an edit leaves the chunks that it does not touch as the same objects', () => {
  const file = sourceFile(id, 'status = "okay";\n'.repeat(5000));
  const edited = editSourceFile(file, { range: { start: 40_000, end: 40_000 }, newText: 'x' });
  const kept = edited.chunks.filter((it) => file.chunks.includes(it));
  expect(file.chunks.length).toBeGreaterThan(20);
  expect(kept).toHaveLength(file.chunks.length - 1);
});
