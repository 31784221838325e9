/**
 * The protocol's five numbers for each marked word, chunk by chunk. Lines and characters are relative, so that the
 * numbers of an untouched chunk are those of before; only the first of each chunk depends on what stands before it.
 */
import { memo, memoInside } from '../../base/memo';
import type { SourceFile } from '../../lexer/source-file';
import type { ChunkMarks } from '../../features/highlight/chunk-marks';
import { fileMarks } from '../../features/highlight/file-marks';
import { markKinds, markModifiers, unpackMarks, type Mark } from '../../features/highlight/mark';
import { lineIndexOf, positionAt, type LineIndex } from '../../text/line-index';

export interface TokenPiece {
  /** Five numbers for each word; the first line is counted from the chunk's start. */
  readonly data: Uint32Array;
  /** How many lines the chunk ends. */
  readonly lines: number;
  /** The line of the chunk that the last word is in. */
  readonly lastLine: number;
}

/** How many numbers tell of one word. */
export const numbersPerToken = 5;

/** The pieces of a file in order. */
export const tokenPieces = memo((file: SourceFile): readonly TokenPiece[] =>
  fileMarks(file).map((it) => pieceOf(it)),
);

const pieceOf = memoInside(({ chunk, marks }: ChunkMarks): TokenPiece => {
  const lines = lineIndexOf(chunk.text);
  const data: number[] = [];
  let line = 0;
  let character = 0;
  for (const mark of unpackMarks(marks))
    for (const word of wordsOf(mark, chunk.text, lines)) {
      const deltaCharacter = word.line === line ? word.character - character : word.character;
      data.push(word.line - line, deltaCharacter, word.length, ...typeOf(mark));
      ({ line, character } = word);
    }
  return { data: Uint32Array.from(data), lines: lines.lineCount - 1, lastLine: line };
});

interface Word {
  readonly line: number;
  readonly character: number;
  readonly length: number;
}

/** The parts of a mark that lie in one line each: not every client knows words of several lines. */
function wordsOf({ from, to }: Mark, text: string, lines: LineIndex): readonly Word[] {
  const first = positionAt(lines, from);
  const words: Word[] = [];
  for (let { line } = first, at = from; at < to; line++) {
    const start = lines.lineStart(line);
    const next = line + 1 < lines.lineCount ? lines.lineStart(line + 1) : text.length + 1;
    let end = Math.min(to, next);
    while (end > at && isLineEnd(text.charCodeAt(end - 1))) end--;
    if (end > at) words.push({ line, character: at - start, length: end - at });
    at = next;
  }
  return words;
}

function isLineEnd(code: number): boolean {
  return code === 10 || code === 13;
}

function typeOf({ kind, modifier }: Mark): readonly [number, number] {
  const modifiers = modifier === undefined ? 0 : 1 << markModifiers.indexOf(modifier);
  return [markKinds.indexOf(kind), modifiers];
}

/** The numbers of some pieces; `gap` is how many lines lie between the last word before them and their start. */
export function numbersOf(pieces: readonly TokenPiece[], gap: number): number[] {
  const numbers: number[] = [];
  let pending = gap;
  for (const { data, lastLine, lines } of pieces) {
    const [first] = data;
    if (first === undefined) {
      pending += lines;
      continue;
    }
    numbers.push(first + pending);
    for (let i = 1; i < data.length; i++) numbers.push(data[i] ?? 0);
    pending = lines - lastLine;
  }
  return numbers;
}

/** How many lines lie between the last word of some pieces and their end. */
export function gapBehind(pieces: readonly TokenPiece[], gap: number): number {
  return pieces.reduce(
    (pending, { data, lastLine, lines }) =>
      data.length === 0 ? pending + lines : lines - lastLine,
    gap,
  );
}
