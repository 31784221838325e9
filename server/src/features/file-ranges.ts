/** Where the syntax of one file lies in its text: for streams that hold tokens of that file only, as `parseFile` makes. */
import { startOfChunk, type SourceFile } from '../lexer/source-file';
import { streamRange, type Span } from '../preprocessor/token-stream';
import type { Statement } from '../syntax/ast';
import { endOf, headOf } from '../syntax/statement-spans';
import type { TextRange } from '../text/text-range';

/** The text of a whole statement, a node's up to its end; undefined when it is empty. */
export function statementRange(file: SourceFile, statement: Statement): TextRange | undefined {
  const first = fileRange(file, headOf(statement));
  const last = fileRange(file, endOf(statement));
  return first && { start: first.start, end: last?.end ?? first.end };
}

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
