/**
 * Whose `}` is missing, told by indentation. A file whose braces are even is read exactly as dtc reads it; only when
 * there are too few or too many, the column of a line decides where a node ends, so that a half-typed brace costs the
 * nodes around it and not the rest of the file. A statement is odd when another balance would have it end elsewhere.
 */
import { lineStart } from '../lexer/token-chunk';
import type { TokenSequence } from '../preprocessor/token-sequence';
import { streamFrame, streamRef, type TokenStream } from '../preprocessor/token-stream';

/** `open`: some `}` is missing; `closed`: some `{` is. */
export type Balance = 'even' | 'open' | 'closed';

export function balanceOf({ braces }: TokenSequence): Balance {
  return braces === 0 ? 'even' : braces > 0 ? 'open' : 'closed';
}

/** How far a tab goes. */
const tabWidth = 8;

/** The column of a token that is the first of its line in a file; undefined for all others. */
export function columnOf(stream: TokenStream, at: number): number | undefined {
  if (at >= stream.length || ((stream.flags[at] ?? 0) & lineStart) === 0) return undefined;
  const ref = streamRef(stream, at);
  if (ref === undefined || streamFrame(stream, at)?.kind !== 'file') return undefined;
  const { text, ends } = ref.chunk;
  const end = ref.index === 0 ? 0 : (ends[ref.index - 1] ?? 0);
  let start = end;
  while (start > 0 && !isLineEnd(text.charCodeAt(start - 1))) start--;
  let column = 0;
  for (let i = start; i < end; i++)
    column = text.charCodeAt(i) === tab ? column + tabWidth - (column % tabWidth) : column + 1;
  return column;
}

/** Whether what begins at a column is indented no deeper than the node around it; false when either begins no line. */
export function isNoDeeper(column: number | undefined, around: number | undefined): boolean {
  return column !== undefined && around !== undefined && column <= around;
}

/** On which side of its node's column a `}` stands; undefined when below it, or when either begins no line. */
export function sideOf(
  column: number | undefined,
  node: number | undefined,
): 'left' | 'right' | undefined {
  if (column === undefined || node === undefined || column === node) return undefined;
  return column < node ? 'left' : 'right';
}

const tab = 9;

function isLineEnd(code: number): boolean {
  return code === 10 || code === 13;
}
