/** Where a cell of a group is written. Most groups are plain numbers in a row, so places are kept only for the others. */
import type { Span } from '../preprocessor/token-stream';
import type { CellsPart } from './ast';

/** The tokens of one cell; the whole group when there is no such cell. */
export function cellSpan(part: CellsPart, index: number): Span {
  const { stream, extents } = part;
  if (index < 0 || index >= part.values.length) return { stream, from: part.from, to: part.to };
  if (extents === undefined)
    return { stream, from: part.first + index, to: part.first + index + 1 };
  return { stream, from: extents[index * 2] ?? part.from, to: extents[index * 2 + 1] ?? part.to };
}
