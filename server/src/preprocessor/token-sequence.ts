/**
 * All tokens of a context in order, as pieces of streams. An edit replaces a few pieces and leaves the others the same
 * objects, so two versions are compared piece by piece, and a parser copies only the window that it has to read.
 */
import { sharedEnds } from '../base/shared-ends';
import { prefixSums, splicedSums } from '../text/prefix-sums';
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
  /** Index, among all tokens, of each piece's first token; behind them how many there are. */
  readonly starts: Uint32Array;
  /** Tokens in all. */
  readonly length: number;
  /** How many more `{` than `}` it holds: 0 when every brace has its partner. */
  readonly braces: number;
}

/** Puts pieces together. Of those that an earlier sequence begins and ends with nothing is looked at. */
export function sequenceOf(pieces: readonly Piece[], last?: TokenSequence): TokenSequence {
  if (last === undefined) {
    const starts = prefixSums(pieces, lengthOf);
    return { pieces, starts, length: starts[pieces.length] ?? 0, braces: bracesOf(pieces) };
  }
  const { before, behind } = sharedEnds(last.pieces, pieces);
  const fresh = pieces.slice(before, pieces.length - behind);
  const to = last.pieces.length - behind;
  const starts = splicedSums(last.starts, before, to, fresh, lengthOf);
  const braces = last.braces - bracesOf(last.pieces.slice(before, to)) + bracesOf(fresh);
  return { pieces, starts, length: starts[pieces.length] ?? 0, braces };
}

function lengthOf({ from, to }: Span): number {
  return to - from;
}

function bracesOf(pieces: readonly Piece[]): number {
  return pieces.reduce((sum, it) => sum + it.braces, 0);
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
function pieceIndexAt({ pieces, starts }: TokenSequence, index: number): number {
  let low = 0;
  let high = pieces.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= index) low = middle;
    else high = middle - 1;
  }
  return high < 0 ? -1 : low;
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
  const { before: first, behind: end } = sharedEnds(last.pieces, next.pieces);
  if (first === last.pieces.length && first === next.pieces.length) return undefined;
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
