/**
 * All tokens of a context in order, as pieces of streams. An edit replaces a few pieces and leaves the others the same
 * objects, so two versions are compared piece by piece, and a parser copies only the window that it has to read.
 */
import { TokenKind } from '../lexer/token-kind';
import type { Frame, Span, TokenStream } from './token-stream';
import type { TokenChunk } from '../lexer/token-chunk';

/** What one step of the preprocessor yielded; never empty. */
export interface Piece extends Span {
  /** How many more `{` than `}` it holds. */
  readonly braces: number;
}

export interface TokenSequence {
  readonly pieces: readonly Piece[];
  /** Index, among all tokens, of each piece's first token. */
  readonly starts: Uint32Array;
  /** Tokens in all. */
  readonly length: number;
  /** How many more `{` than `}` it holds: 0 when every brace has its partner. */
  readonly braces: number;
}

/** Puts pieces together. */
export function sequenceOf(pieces: readonly Piece[]): TokenSequence {
  const starts = new Uint32Array(pieces.length);
  let length = 0;
  let braces = 0;
  for (let i = 0; i < pieces.length; i++) {
    const piece = pieces[i];
    if (piece === undefined) continue;
    starts[i] = length;
    length += piece.to - piece.from;
    braces += piece.braces;
  }
  return { pieces, starts, length, braces };
}

/** A stretch of a stream as a piece. */
export function pieceOf(stream: TokenStream, from: number, to: number): Piece {
  return { stream, from, to, braces: bracesIn(stream.kinds, from, to) };
}

/** How many more `{` than `}` stand in a stretch. */
export function bracesIn(kinds: Uint8Array, from: number, to: number): number {
  let braces = 0;
  for (let at = from; at < to; at++) {
    if (kinds[at] === TokenKind.openBrace) braces++;
    else if (kinds[at] === TokenKind.closeBrace) braces--;
  }
  return braces;
}

/** The piece that holds token `index`; the last one for indexes behind the end, -1 when there is none. */
export function pieceIndexAt({ starts }: TokenSequence, index: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= index) low = middle;
    else high = middle - 1;
  }
  return high < 0 ? -1 : low;
}

/** One token as a span of its stream; undefined outside the sequence. */
export function tokenSpan(sequence: TokenSequence, index: number): Span | undefined {
  if (index < 0 || index >= sequence.length) return undefined;
  const at = pieceIndexAt(sequence, index);
  const piece = sequence.pieces[at];
  if (piece === undefined) return undefined;
  const from = piece.from + index - (sequence.starts[at] ?? 0);
  return { stream: piece.stream, from, to: from + 1 };
}

/** Where two sequences begin and cease to differ: tokens that their common first and last pieces hold. */
export interface SequenceChange {
  /** Tokens at the start that are the same. */
  readonly before: number;
  /** Tokens at the end that are the same. */
  readonly behind: number;
}

/** Compares two versions by the identity of their pieces; undefined when all are the same. */
export function changeBetween(
  last: TokenSequence,
  next: TokenSequence,
): SequenceChange | undefined {
  const most = Math.min(last.pieces.length, next.pieces.length);
  let first = 0;
  while (first < most && last.pieces[first] === next.pieces[first]) first++;
  if (first === last.pieces.length && first === next.pieces.length) return undefined;
  let end = 0;
  while (
    end < most - first &&
    last.pieces[last.pieces.length - 1 - end] === next.pieces[next.pieces.length - 1 - end]
  )
    end++;
  const before = first < next.pieces.length ? (next.starts[first] ?? 0) : next.length;
  const behind = end === 0 ? 0 : next.length - (next.starts[next.pieces.length - end] ?? 0);
  return { before, behind };
}

/** Tokens `from` up to `to` as one stream: the stream itself when it is just these. */
export function windowOf(sequence: TokenSequence, from: number, to: number): TokenStream {
  const whole = wholeStream(sequence);
  if (whole !== undefined && from === 0 && to === sequence.length) return whole;
  const length = Math.max(0, to - from);
  const window = {
    length,
    kinds: new Uint8Array(length),
    flags: new Uint8Array(length),
    pieces: new Uint32Array(length),
    indexes: new Uint32Array(length),
    chunks: [] as TokenChunk[],
    frames: [] as Frame[],
  };
  let filled = 0;
  for (let i = Math.max(0, pieceIndexAt(sequence, from)); filled < length; i++) {
    const piece = sequence.pieces[i];
    if (piece === undefined) break;
    const start = piece.from + Math.max(0, from - (sequence.starts[i] ?? 0));
    const count = Math.min(piece.to - start, length - filled);
    copyTokens(window, filled, piece.stream, start, count);
    filled += count;
  }
  return window;
}

/** The stream that a sequence consists of, when it is one from its first to its last token. */
function wholeStream({ pieces, length }: TokenSequence): TokenStream | undefined {
  const stream = pieces[0]?.stream;
  if (stream?.length !== length) return undefined;
  let at = 0;
  for (const piece of pieces) {
    if (piece.stream !== stream || piece.from !== at) return undefined;
    at = piece.to;
  }
  return stream;
}

function copyTokens(
  to: Omit<TokenStream, 'chunks' | 'frames'> & { chunks: TokenChunk[]; frames: Frame[] },
  at: number,
  from: TokenStream,
  start: number,
  count: number,
): void {
  if (count <= 0) return;
  to.kinds.set(from.kinds.subarray(start, start + count), at);
  to.flags.set(from.flags.subarray(start, start + count), at);
  to.indexes.set(from.indexes.subarray(start, start + count), at);
  const first = from.pieces[start] ?? 0;
  const shift = to.chunks.length - first;
  for (let i = 0; i < count; i++) to.pieces[at + i] = (from.pieces[start + i] ?? 0) + shift;
  const last = from.pieces[start + count - 1] ?? first;
  for (let i = first; i <= last; i++) {
    const chunk = from.chunks[i];
    const frame = from.frames[i];
    if (chunk === undefined || frame === undefined) continue;
    to.chunks.push(chunk);
    to.frames.push(frame);
  }
}
