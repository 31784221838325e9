/** What must hold for any text at all; seeds of failures are printed by fast-check. */
import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sourceFile } from '../../server/src/lexer/source-file';
import { fileId } from '../../server/src/lexer/token-chunk';
import type { Statement } from '../../server/src/syntax/ast';
import { parseFile } from '../../server/src/syntax/file-tree';
import { headWidth, tailWidth, widthOf } from '../../server/src/syntax/statement-spans';
import { printTree } from '../../server/src/tree/print-tree';
import { writeDtb } from '../../server/src/tree/write-dtb';
import { analyse } from '../analyse';

const folder = resolve(__dirname, '../conformance');
const read = (path: string) => readFileSync(path, 'utf8');
const boards = [
  ...readdirSync(`${folder}/dts/cases`).map((it) => `${folder}/dts/cases/${it}`),
  ...readdirSync(`${folder}/xen`).map((it) => `${folder}/xen/${it}`),
].filter((it) => it.endsWith('.dts'));
const others = { '/virt.dtsi': read(`${folder}/xen/virt.dtsi`) };

/** Pieces that bring the lexer and the parser into every state. */
const piece = fc.oneof(
  fc.constantFrom(
    '/dts-v1/;',
    '/ {',
    '};',
    '}',
    '{',
    'n@1 {',
    'a = <1 2>;',
    '<',
    '>',
    '"',
    "'",
    '"s"',
    '[',
    ']',
    '&l',
    '&{/a}',
    'l:',
    '/*',
    '*/',
    '//',
    '\n',
    '\\\n',
    '\r',
    '#define A(x) x #x\n',
    '#if 1\n',
    '#else\n',
    '#endif\n',
    '#include "x"\n',
    'A(',
    ')',
    '/delete-node/',
    '/bits/ 8',
    '/incbin/("f")',
    '(',
    '1 + ',
    ';',
    ',',
    '=',
    '\0',
    'é',
    '\ud800',
    '##',
    '#',
  ),
  fc.string({ unit: 'binary', maxLength: 6 }),
);
const anyText = fc.array(piece, { maxLength: 60 }).map((it) => it.join(''));

test('every character of any text is in exactly one token', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const { chunks } = sourceFile(fileId('/x.dts'), text);
      expect(chunks.map((it) => it.text).join('')).toBe(text);
      for (const { text: part, ends } of chunks) {
        let last = 0;
        for (const end of ends) {
          expect(end).toBeGreaterThan(last);
          last = end;
        }
        expect(last).toBe(part.length);
      }
    }),
    { numRuns: 2000 },
  );
});

/** Statements lie one behind the other, and every token is in one of them. */
function checkNesting(width: number, statements: readonly Statement[]): void {
  let sum = 0;
  for (const it of statements) {
    expect(widthOf(it)).toBeGreaterThan(0);
    sum += widthOf(it);
    if (it.kind === 'node') checkNesting(it.width - headWidth(it) - tailWidth(it), it.statements);
  }
  expect(sum).toBe(width);
}

test('any text gives a tree that covers its tokens, and the whole path survives it', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const { syntax } = parseFile(sourceFile(fileId('/x.dts'), text));
      checkNesting(syntax.sequence.length, syntax.statements);
      const { tree, parsed } = analyse(text, { '/x': 'a;' });
      checkNesting(parsed.syntax.sequence.length, parsed.syntax.statements);
      printTree(tree);
      writeDtb(tree, { symbols: true });
    }),
    { numRuns: 2000 },
  );
});

test('any truncation, deletion or insertion in a real board is survived', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...boards),
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.nat(40),
      piece,
      (board, where, length, inserted) => {
        const text = read(board);
        const at = Math.floor(where * text.length);
        for (const broken of [
          text.slice(0, at),
          text.slice(0, at) + inserted + text.slice(at + length),
        ]) {
          const { tree, parsed } = analyse(broken, others);
          checkNesting(parsed.syntax.sequence.length, parsed.syntax.statements);
          writeDtb(tree, { symbols: false });
        }
      },
    ),
    { numRuns: 500 },
  );
});

test.each(boards)('the printed tree of %s compiles to the same blob', (board) => {
  const original = analyse(read(board), others);
  const isSound =
    original.problems.every((it) => it.severity !== 'error') && original.tree.hasVersion;
  const again = analyse(printTree(original.tree));
  if (!isSound) return;
  const options = { symbols: false };
  expect(
    Buffer.from(writeDtb(again.tree, options)).equals(
      Buffer.from(writeDtb(original.tree, options)),
    ),
  ).toBe(true);
});
