/** What must hold for any text at all; seeds of failures are printed by fast-check. */
import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sourceFile } from '../../server/src/lexer/source-file';
import { fileId } from '../../server/src/lexer/token-chunk';
import type { Span } from '../../server/src/preprocessor/token-stream';
import type { Statement } from '../../server/src/syntax/ast';
import { parseFile } from '../../server/src/syntax/file-tree';
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

/** Statements lie one behind the other inside what holds them. */
function checkNesting(outer: Span, statements: readonly Statement[]): void {
  let at = outer.from;
  for (const statement of statements) {
    expect(statement.from).toBeGreaterThanOrEqual(at);
    expect(statement.to).toBeLessThanOrEqual(outer.to);
    expect(statement.to).toBeGreaterThan(statement.from);
    at = statement.to;
    if (statement.kind === 'node') checkNesting(statement.body, statement.statements);
  }
}

test('any text gives a tree that covers its tokens, and the whole path survives it', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const { syntax } = parseFile(sourceFile(fileId('/x.dts'), text));
      checkNesting(syntax, syntax.statements);
      expect(syntax.to).toBe(syntax.stream.length);
      const { tree, parsed } = analyse(text, { '/x': 'a;' });
      checkNesting(parsed.syntax, parsed.syntax.statements);
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
          checkNesting(parsed.syntax, parsed.syntax.statements);
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
