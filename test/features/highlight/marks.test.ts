import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fileMarks } from '../../../server/src/features/highlight/file-marks';
import { unpackMarks, type Mark } from '../../../server/src/features/highlight/mark';
import { editSourceFile } from '../../../server/src/lexer/edit-source-file';
import { sourceFile, type SourceFile } from '../../../server/src/lexer/source-file';
import { fileId } from '../../../server/src/lexer/token-chunk';
import { anyText, edits } from './any-text';

/** `text kind[+modifier]` of each mark. */
function marksOf(file: SourceFile): readonly string[] {
  return fileMarks(file).flatMap(({ chunk, marks }) =>
    [...unpackMarks(marks)].map(({ from, kind, modifier, to }) => {
      const text = chunk.text.slice(from, to);
      return `${text} ${kind}${modifier === undefined ? '' : `+${modifier}`}`;
    }),
  );
}

function check(text: string, expected: readonly string[]): void {
  expect(marksOf(sourceFile(fileId('/a.dts'), text))).toEqual(expected);
}

test('a name is a node before a brace, a label before a colon, else a property', () => {
  check('/ { uart0: serial@9000000 { #address-cells = <1>; linux,x; }; };', [
    '/ class',
    'uart0 variable+declaration',
    'serial class',
    '9000000 number',
    '#address-cells property',
    '1 number',
    'linux,x property',
  ]);
});

test('values are numbers, strings, bytes, references and macros', () => {
  check('a = <1 GIC_SPI(0x2) &l>, "s", [0a ff], M, l: &{/a/b@1}, /bits/ 8 <(A & B)>;', [
    'a property',
    '1 number',
    'GIC_SPI macro',
    '0x2 number',
    '&l variable',
    '"s" string',
    '0a number',
    'ff number',
    'M macro',
    'l variable+declaration',
    '&{/a/b@1} variable',
    '/bits/ keyword',
    '8 number',
    'A macro',
    'B macro',
  ]);
});

test('keywords, references to nodes and what is deleted', () => {
  check('/dts-v1/;\n&uart0 { /delete-property/ reg; /delete-node/ a@1; };\n/delete-node/ &b;', [
    '/dts-v1/ keyword',
    '&uart0 variable',
    '/delete-property/ keyword',
    'reg property+modification',
    '/delete-node/ keyword',
    'a class+modification',
    '1 number+modification',
    '/delete-node/ keyword',
    '&b variable+modification',
  ]);
});

test('directives name macros, parameters and headers; comments are comments', () => {
  check('#include <a/b.h> // c\n#define ADD(a, b) (a + b + C)\n#if defined(X) && Y > 1\n#endif\n', [
    '#include keyword',
    '<a/b.h> string',
    '// c comment',
    '#define keyword',
    'ADD macro+declaration',
    'a parameter',
    'b parameter',
    'a parameter',
    'b parameter',
    'C macro',
    '#if keyword',
    'defined keyword',
    'X macro',
    'Y macro',
    '1 number',
    '#endif keyword',
  ]);
});

test('a statement behind one without its semicolon is a statement again', () => {
  check('a = <1>\nb = <2>;', ['a property', '1 number', 'b property', '2 number']);
  check('a = <1\nb = <2>;', ['a property', '1 number', 'b property', '2 number']);
  check('a = "x",\nB;', ['a property', '"x" string', 'B macro']);
});

test('after any edits the marks are those of the new text, wherever chunks begin', () => {
  fc.assert(
    fc.property(anyText, edits, (text, changes) => {
      let file = sourceFile(fileId('/a.dts'), text);
      for (const { at, deleted, inserted } of changes) {
        const start = Math.floor(at * file.text.length);
        const range = { start, end: start + deleted };
        file = editSourceFile(file, { range, newText: inserted });
        const fresh = marksOf(sourceFile(file.id, file.text));
        expect(marksOf(file).join('\n')).toBe(fresh.join('\n'));
      }
    }),
    { numRuns: 60 },
  );
});

test('marks lie in order and do not overlap, in any text', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      for (const { chunk, marks } of fileMarks(sourceFile(fileId('/a.dts'), text))) {
        const all = [...unpackMarks(marks)];
        const isWrong = ({ from, to }: Mark, i: number) =>
          from < (all[i - 1]?.to ?? 0) || to <= from || to > chunk.text.length;
        expect(all.filter(isWrong)).toEqual([]);
      }
    }),
    { numRuns: 60 },
  );
});
