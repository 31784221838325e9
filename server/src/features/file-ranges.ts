/** Where the syntax of one file lies in its text: for streams that hold tokens of that file only, as `parseFile` makes. */
import { startOfChunk, type SourceFile } from '../lexer/source-file';
import { streamRange, type Span } from '../preprocessor/token-stream';
import type { TextRange } from '../text/text-range';

/** The text of a span, in code units from the file's start; undefined for an empty span. */
export function fileRange(file: SourceFile, { stream, from, to }: Span): TextRange | undefined {
  if (to <= from) return undefined;
  const baseOf = (at: number) => {
    const chunk = stream.chunks[stream.pieces[at] ?? 0];
    return chunk && startOfChunk(file, chunk);
  };
  const first = baseOf(from);
  const last = baseOf(to - 1);
  if (first === undefined || last === undefined) return undefined;
  const start = first + (streamRange(stream, from)?.start ?? 0);
  return { start, end: last + (streamRange(stream, to - 1)?.end ?? 0) };
}
