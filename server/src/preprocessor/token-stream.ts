/**
 * What dtc would read: the tokens of one context after preprocessing, each with its origin.
 * A stream never changes once built, and a `Span` of it is how all later stages name a piece of source.
 */
import {
  rangeInChunk,
  tokenText,
  type FileId,
  type TokenChunk,
  type TokenRef,
} from '../lexer/token-chunk';
import { TokenKind } from '../lexer/token-kind';

/** How a token came into the stream: read from a file, or made by a macro use. */
export type Frame = FileFrame | MacroFrame;

export interface FileFrame {
  readonly kind: 'file';
  readonly file: FileId;
  /** The string token of the `#include` or `/include/` and its own frame; absent for the root file. */
  readonly includedAt?: TokenRef;
  readonly parent?: FileFrame;
}

export interface MacroFrame {
  readonly kind: 'macro';
  readonly name: string;
  /** The outermost use: its first token (the macro's name) and its last (the name again, or the `)`). */
  readonly first: TokenRef;
  readonly last: TokenRef;
  readonly parent: FileFrame;
}

export interface TokenStream {
  readonly length: number;
  /** Kind of each token; `TokenKind.end` follows the last. */
  readonly kinds: Uint8Array;
  /** `spaceBefore` and `lineStart` of each token, as `cpp` would print it. */
  readonly flags: Uint8Array;
  /** Index into `chunks` and `frames` of each token. */
  readonly pieces: Uint32Array;
  /** Index of each token in its chunk. */
  readonly indexes: Uint32Array;
  readonly chunks: readonly TokenChunk[];
  readonly frames: readonly Frame[];
}

/** A stretch of a stream: tokens `from` up to but not including `to`; an empty one stands before `from`. */
export interface Span {
  readonly stream: TokenStream;
  readonly from: number;
  readonly to: number;
}

/** The text of token `at` ("" after the last). */
export function streamText(stream: TokenStream, at: number): string {
  if (at >= stream.length) return '';
  const chunk = stream.chunks[stream.pieces[at] ?? 0];
  return chunk === undefined ? '' : tokenText(chunk, stream.indexes[at] ?? 0);
}

/** The kind of token `at` (`TokenKind.end` after the last). */
export function streamKind(stream: TokenStream, at: number): number {
  return at < stream.length ? (stream.kinds[at] ?? TokenKind.end) : TokenKind.end;
}

/** Where token `at` is spelled; undefined outside the stream. */
export function streamRef(stream: TokenStream, at: number): TokenRef | undefined {
  if (at < 0 || at >= stream.length) return undefined;
  const chunk = stream.chunks[stream.pieces[at] ?? 0];
  return chunk && { chunk, index: stream.indexes[at] ?? 0 };
}

/** How token `at` came into the stream; undefined outside it. */
export function streamFrame(stream: TokenStream, at: number): Frame | undefined {
  if (at < 0 || at >= stream.length) return undefined;
  return stream.frames[stream.pieces[at] ?? 0];
}

/** The text of a span as `cpp` prints it, with single blanks where tokens do not touch. */
export function spanText(span: Span): string {
  let text = '';
  for (let at = span.from; at < span.to; at++) {
    if (at > span.from && ((span.stream.flags[at] ?? 0) & 1) !== 0) text += ' ';
    text += streamText(span.stream, at);
  }
  return text;
}

/** The offsets, in its chunk, of token `at`. */
export function streamRange(stream: TokenStream, at: number) {
  const ref = streamRef(stream, at);
  return ref && rangeInChunk(ref.chunk, ref.index);
}
