/**
 * Walking the tokens of one file by offset. It knows spelling only: no macros, no includes, no syntax, so it answers
 * in half-typed and in inactive text alike. Every offset of the file lies in exactly one token.
 */
import {
  linesOf,
  ordinalAt,
  startOfChunk,
  textBetween,
  type SourceFile,
} from '../lexer/source-file';
import {
  rangeInChunk,
  significantTokens,
  tokenText,
  type TokenChunk,
  type TokenRef,
} from '../lexer/token-chunk';
import { isTrivia, TokenKind } from '../lexer/token-kind';
import { chunkItems, type ChunkItem } from '../preprocessor/chunk-items';
import type { TextRange } from '../text/text-range';

/** A token of a file; offsets are code units from the file's start. */
export interface FileToken extends TokenRef {
  /** Which chunk of the file. */
  readonly chunkAt: number;
  readonly kind: number;
  readonly start: number;
  readonly end: number;
}

/** The token that holds the character at `offset`; at the end of the file the last one; undefined in an empty file. */
export function tokenAt(file: SourceFile, offset: number): FileToken | undefined {
  const inside = Math.min(offset, file.length - 1);
  if (inside < 0) return undefined;
  const chunkAt = ordinalAt(file, inside);
  const chunk = file.chunks[chunkAt];
  if (chunk === undefined) return undefined;
  const local = inside - (file.starts[chunkAt] ?? 0);
  let low = 0;
  let high = chunk.ends.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((chunk.ends[middle] ?? 0) > local) high = middle;
    else low = middle + 1;
  }
  return fileToken(file, chunkAt, low);
}

/** The token that the user means at `offset`: the one behind it, or the one before when that is a word and this is not. */
export function meantToken(file: SourceFile, offset: number): FileToken | undefined {
  const at = tokenAt(file, offset);
  const before = offset > 0 ? tokenAt(file, offset - 1) : undefined;
  if (at === undefined || before === undefined || before.end !== offset) return at;
  return weight(before.kind) > weight(at.kind) ? before : at;
}

/** The last token that is not blank or a comment and ends at or before `offset`. */
export function significantBefore(file: SourceFile, offset: number): FileToken | undefined {
  let token = offset > 0 ? tokenAt(file, offset - 1) : undefined;
  if (token !== undefined && token.end > offset) token = previousToken(file, token);
  while (token !== undefined && isTrivia(token.kind)) token = previousToken(file, token);
  return token;
}

/** The first token that is not blank or a comment and starts at or behind `offset`. */
export function significantAfter(file: SourceFile, offset: number): FileToken | undefined {
  if (offset >= file.length) return undefined;
  let token = tokenAt(file, offset);
  if (token !== undefined && token.start < offset) token = nextToken(file, token);
  while (token !== undefined && isTrivia(token.kind)) token = nextToken(file, token);
  return token;
}

/** The token before, trivia included. */
export function previousToken(file: SourceFile, token: FileToken): FileToken | undefined {
  if (token.index > 0) return fileToken(file, token.chunkAt, token.index - 1);
  for (let at = token.chunkAt - 1; at >= 0; at--) {
    const count = file.chunks[at]?.ends.length ?? 0;
    if (count > 0) return fileToken(file, at, count - 1);
  }
  return undefined;
}

/** The token behind, trivia included. */
export function nextToken(file: SourceFile, token: FileToken): FileToken | undefined {
  if (token.index + 1 < token.chunk.ends.length)
    return fileToken(file, token.chunkAt, token.index + 1);
  for (let at = token.chunkAt + 1; at < file.chunks.length; at++)
    if ((file.chunks[at]?.ends.length ?? 0) > 0) return fileToken(file, at, 0);
  return undefined;
}

/** The text of a token. */
export function textOf(token: TokenRef): string {
  return tokenText(token.chunk, token.index);
}

export interface Directive extends ChunkItem {
  readonly chunk: TokenChunk;
  /** From the `#` (or `/include/`) to the end of its last token. */
  readonly range: TextRange;
}

/**
 * The preprocessor directive (or `/include/ "file"`) whose line holds `offset`, or undefined; blanks behind it belong
 * to it. `#address-cells` is none.
 */
export function directiveAt(file: SourceFile, offset: number): Directive | undefined {
  const at = tokenAt(file, offset);
  const token = at && !isTrivia(at.kind) ? at : significantBefore(file, offset);
  const found = token && directiveOf(file, token);
  if (found === undefined || offset <= found.range.end) return found;
  if (found.kind === 'dts-include') return undefined;
  return textBetween(file, found.range.end, offset).includes('\n') ? undefined : found;
}

/** The directive that a token is part of, or undefined. */
export function directiveOf(file: SourceFile, token: TokenRef): Directive | undefined {
  const { indexes } = significantTokens(token.chunk);
  const item = chunkItems(token.chunk).find(
    ({ from, to }) =>
      (indexes[from] ?? Infinity) <= token.index && token.index <= (indexes[to - 1] ?? -1),
  );
  if (item === undefined) return undefined;
  const base = startOfChunk(file, token.chunk) ?? 0;
  const start = base + rangeInChunk(token.chunk, indexes[item.from] ?? 0).start;
  const end = base + rangeInChunk(token.chunk, indexes[item.to - 1] ?? 0).end;
  return { ...item, chunk: token.chunk, range: { start, end } };
}

/** Where the text of a line ends, before its line end. */
export function lineEnd(file: SourceFile, line: number): number {
  const lines = linesOf(file);
  const start = lines.lineStart(line);
  return start + textBetween(file, start, lines.lineStart(line + 1)).replace(/[\r\n]+$/, '').length;
}

function weight(kind: number): number {
  if (kind === TokenKind.identifier || kind === TokenKind.number) return 3;
  if (kind === TokenKind.string || kind === TokenKind.char) return 2;
  return isTrivia(kind) ? 0 : 1;
}

function fileToken(file: SourceFile, chunkAt: number, index: number): FileToken | undefined {
  const chunk = file.chunks[chunkAt];
  if (chunk === undefined) return undefined;
  const base = file.starts[chunkAt] ?? 0;
  const range = rangeInChunk(chunk, index);
  const kind = chunk.kinds[index] ?? TokenKind.other;
  return { chunk, chunkAt, index, kind, start: base + range.start, end: base + range.end };
}
