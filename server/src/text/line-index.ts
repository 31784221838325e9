/** Offsets to lines and back. A line ends at LF, CRLF or a lone CR, as LSP defines it. */
import type { Position, PositionRange, TextRange } from './text-range';

/** The lines of a text, counted from 0. There is always one. */
export interface LineIndex {
  /** The length of the text in code units. */
  readonly length: number;
  readonly lineCount: number;
  /** Offset of a line's first character; the length of the text for lines behind the last. */
  readonly lineStart: (line: number) => number;
  /** The line that holds an offset from 0 to the length of the text. */
  readonly lineAt: (offset: number) => number;
  /** The line and the column (code units) of an offset from 0 to the length of the text. */
  readonly positionAt: (offset: number) => Position;
}

/** The lines of a text that is looked through whole. */
export function lineIndexOf(text: string): LineIndex {
  const starts = lineStartsOf(text);
  return {
    length: text.length,
    lineCount: starts.length,
    lineStart: (line) => (line < 0 ? 0 : (starts[line] ?? text.length)),
    lineAt: (offset) => lastNotAbove(starts, offset),
    positionAt: (offset) => {
      const line = lastNotAbove(starts, offset);
      return { line, character: offset - (starts[line] ?? 0) };
    },
  };
}

/** Offset of each line's first character; never empty. */
export function lineStartsOf(text: string): readonly number[] {
  const starts = [0];
  for (let end = nextLine(text, 0); end > 0; end = nextLine(text, end)) starts.push(end);
  return starts;
}

/** How many lines end in a text. */
export function countLineEnds(text: string): number {
  let count = 0;
  for (let end = nextLine(text, 0); end > 0; end = nextLine(text, end)) count++;
  return count;
}

/** Where the next line starts, or 0 when the text ends before. */
function nextLine(text: string, from: number): number {
  for (let i = from; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 10 || (code === 13 && text.charCodeAt(i + 1) !== 10)) return i + 1;
  }
  return 0;
}

/** The position in ascending numbers of the last that is not above `most`; 0 when all are. */
export function lastNotAbove(numbers: ArrayLike<number>, most: number): number {
  let low = 0;
  let high = numbers.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((numbers[middle] ?? 0) <= most) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The position of an offset (code units); offsets outside the text are clamped. */
export function positionAt(lines: LineIndex, offset: number): Position {
  return lines.positionAt(Math.max(0, Math.min(offset, lines.length)));
}

/** The offset (code units) of a position; positions beyond a line's or the file's end are clamped. */
export function offsetAt(lines: LineIndex, position: Position): number {
  if (position.line < 0) return 0;
  const next = lines.lineStart(position.line + 1);
  return Math.min(lines.lineStart(position.line) + Math.max(0, position.character), next);
}

/** A range of offsets as positions. */
export function positionsOf(lines: LineIndex, range: TextRange): PositionRange {
  return { start: positionAt(lines, range.start), end: positionAt(lines, range.end) };
}
