/** Random edits as people make them: typing, pasting, deleting blocks, breaking and mending braces, quotes, comments. */
import fc from 'fast-check';
import type { TextEdit } from '../../server/src/text/text-range';

/** An edit whose place and length are fractions of a file's text. */
export interface RandomEdit {
  readonly file: number;
  readonly where: number;
  readonly kind: 'insert' | 'delete' | 'replace' | 'delete-lines' | 'copy-lines' | 'undo';
  readonly text: string;
  readonly length: number;
}

const snippets = [
  '{',
  '}',
  '};',
  ';',
  '"',
  "'",
  '/*',
  '*/',
  '//',
  '<',
  '>',
  '(',
  ')',
  ',',
  '=',
  '&',
  ':',
  '\\\n',
  '\n',
  ' ',
  '1',
  '0x',
  'a',
  'x = <1>;',
  'n@1 {\n\treg = <1>;\n};\n',
  'foo {\n',
  'status = "okay";\n',
  '#define A 1\n',
  '#define F(x) x\n',
  '#undef A\n',
  '#if 0\n',
  '#else\n',
  '#endif\n',
  '#ifdef A\n',
  '#include "a.dtsi"\n',
  '#include "b.h"\n',
  'A',
  'F(',
  'F(2)',
  '&l { };\n',
  'l: ',
  '/delete-node/ ',
  '/include/ "c.dtsi"\n',
  '__LINE__',
  '/ {\n',
  '\t\t',
  '#pragma once\n',
  '@',
  '/bits/ 64 ',
];

/** Any edit; half of them are undone by the next one, as when somebody types and erases. */
export const randomEdit: fc.Arbitrary<RandomEdit> = fc.record({
  file: fc.nat(1000),
  where: fc.double({ min: 0, max: 1, noNaN: true }),
  kind: fc.constantFrom(
    'insert',
    'insert',
    'insert',
    'delete',
    'delete',
    'replace',
    'delete-lines',
    'copy-lines',
    'undo',
    'undo',
    'undo',
  ),
  text: fc.constantFrom(...snippets),
  length: fc.oneof(fc.constant(1), fc.nat(8), fc.nat(60)),
});

/** The edit of a text. */
export function editOf(text: string, edit: RandomEdit): TextEdit {
  const at = Math.min(text.length, Math.floor(edit.where * (text.length + 1)));
  switch (edit.kind) {
    case 'undo':
    case 'insert':
      return { range: { start: at, end: at }, newText: edit.text };
    case 'delete':
      return { range: { start: at, end: at + edit.length }, newText: '' };
    case 'replace':
      return { range: { start: at, end: at + edit.length }, newText: edit.text };
    case 'delete-lines':
      return { range: linesAround(text, at, edit.length), newText: '' };
    case 'copy-lines': {
      const { start, end } = linesAround(text, at, edit.length);
      return { range: { start, end: start }, newText: text.slice(start, end) };
    }
  }
}

function linesAround(text: string, at: number, count: number) {
  const start = text.lastIndexOf('\n', at - 1) + 1;
  let end = start;
  for (let i = 0; i <= count % 12 && end < text.length; i++) {
    const next = text.indexOf('\n', end);
    end = next < 0 ? text.length : next + 1;
  }
  return { start, end };
}

/** The edit that takes another one back; `text` is what it was made in. */
export function inverseOf(text: string, { range, newText }: TextEdit): TextEdit {
  const start = Math.min(range.start, text.length);
  const end = Math.min(range.end, text.length);
  return { range: { start, end: start + newText.length }, newText: text.slice(start, end) };
}
