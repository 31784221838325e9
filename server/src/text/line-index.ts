/** Offsets to lines and back. A line ends at LF, CRLF or a lone CR, as LSP defines it. */
import type { Position, PositionRange, TextRange } from './text-range';

export interface LineIndex {
  /** Offset of each line's first character; never empty. */
  readonly starts: readonly number[];
  readonly length: number;
}

/** Finds where each line of `text` starts. */
export function lineIndexOf(text: string): LineIndex {
  const starts = [0];
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 10 || (code === 13 && text.charCodeAt(i + 1) !== 10)) starts.push(i + 1);
  }
  return { starts, length: text.length };
}

/** The position of an offset (code units); offsets outside the text are clamped. */
export function positionAt(lines: LineIndex, offset: number): Position {
  const clamped = Math.max(0, Math.min(offset, lines.length));
  let low = 0;
  let high = lines.starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((lines.starts[middle] ?? 0) <= clamped) low = middle;
    else high = middle - 1;
  }
  return { line: low, character: clamped - (lines.starts[low] ?? 0) };
}

/** The offset (code units) of a position; positions beyond a line's or the file's end are clamped. */
export function offsetAt(lines: LineIndex, position: Position): number {
  if (position.line < 0) return 0;
  const start = lines.starts[position.line];
  if (start === undefined) return lines.length;
  const next = lines.starts[position.line + 1] ?? lines.length;
  return Math.min(start + Math.max(0, position.character), next);
}

/** A range of offsets as positions. */
export function positionsOf(lines: LineIndex, range: TextRange): PositionRange {
  return { start: positionAt(lines, range.start), end: positionAt(lines, range.end) };
}
