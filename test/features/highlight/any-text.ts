/** Texts of many chunks that bring the colouring into every state, and edits of them. */
import fc from 'fast-check';

const piece = fc.constantFrom(
  '/dts-v1/;',
  '/ {',
  '};',
  '}',
  '{',
  'node@1 {',
  'l: ',
  'a = <1 2>;',
  'b;',
  'x',
  '=',
  '<',
  '>',
  '(',
  ')',
  ',',
  ':',
  ';',
  '"s"',
  '"',
  '[0a',
  ']',
  '&l',
  '&{/a}',
  '/delete-node/ ',
  '/delete-property/ ',
  '/bits/ 8 ',
  'M(',
  '#address-cells',
  '/* c\n */',
  '/*',
  '*/',
  '// c\n',
  '\r\n',
  '\r',
  '\\\n',
  '#define A(x) x y\n',
  '#include <a.h>\n',
  '#if X\n',
  '# 1 "f"\n',
  '🌳',
);

const blank = fc.constantFrom(' ', '\n', '\t', '');

/** Statements without end, so that texts have several chunks. */
const filler = fc
  .integer({ min: 0, max: 3 })
  .map((it) => 'c = <1 2 3 4 5 6 7 8>;\n'.repeat(it * 25));

const words = fc.array(fc.tuple(piece, blank), { maxLength: 25 }).map((all) => all.flat().join(''));

/** Any text, of one or several chunks. */
export const anyText: fc.Arbitrary<string> = fc
  .array(fc.tuple(words, filler), { minLength: 1, maxLength: 3 })
  .map((all) => all.flat().join(''));

export interface RandomEdit {
  /** Where, as a part of the text's length. */
  readonly at: number;
  readonly deleted: number;
  readonly inserted: string;
}

/** A few edits, one after the other. */
export const edits: fc.Arbitrary<readonly RandomEdit[]> = fc.array(
  fc.record({
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    deleted: fc.integer({ min: 0, max: 12 }),
    inserted: fc.oneof(fc.constant(''), piece, words),
  }),
  { minLength: 1, maxLength: 6 },
);
