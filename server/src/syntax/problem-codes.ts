/** Every problem code of the parser, with its one-line summary. All are errors: dtc refuses the file. */
import type { ProblemCode } from '../preprocessor/problem-codes';

const error = (summary: string): ProblemCode => ({ severity: 'error', summary });

export const syntaxCodes: Readonly<Record<string, ProblemCode>> = {
  'syntax/missing-version': error('The source does not begin with /dts-v1/;.'),
  'syntax/version-mismatch': error('Repeated /dts-v1/; and /plugin/; headers disagree.'),
  'syntax/misplaced': error('A statement stands where dtc does not take it.'),
  'syntax/no-tree': error('The source holds no root node.'),
  'syntax/unexpected-token': error('A token fits nowhere.'),
  'syntax/missing-semicolon': error('A semicolon is missing.'),
  'syntax/missing-brace': error('A node is never closed.'),
  'syntax/missing-value': error('A value is missing.'),
  'syntax/missing-bracket': error('A bracket of a value is never closed.'),
  'syntax/property-after-node': error('A property stands behind a subnode.'),
  'syntax/undefined-macro': error(
    'A name stands where a number must; no macro of that name is defined.',
  ),
  'syntax/bad-number': error('A number is malformed.'),
  'syntax/bad-character': error('A character literal does not hold one character.'),
  'syntax/bad-string': error('A string is malformed or never closed.'),
  'syntax/bad-bytes': error('A byte string holds something else than pairs of hexadecimal digits.'),
  'syntax/bad-reference': error('A reference is malformed.'),
  'syntax/unknown-reference': error(
    'A block or deletion names a label or path that is not there yet.',
  ),
  'syntax/bad-bits': error('/bits/ names a width other than 8, 16, 32 or 64.'),
  'syntax/value-range': error('A number does not fit its cell.'),
  'syntax/division-by-zero': error('An expression divides by zero.'),
  'syntax/reference-width': error('A reference stands in a group that is not 32 bits wide.'),
  'syntax/problem-limit': error('There are more syntax problems than this tool shows.'),
  'syntax/nesting-limit': error('Nodes are nested deeper than this tool follows.'),
  'syntax/expression-limit': error('An expression is nested deeper than this tool follows.'),
};
