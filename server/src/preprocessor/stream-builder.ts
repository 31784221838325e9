/** Collects the tokens of a stream; afterwards the stream never changes. */
import { maxTokens } from '../base/limits';
import { lineStart, significantTokens, spaceBefore, type TokenChunk } from '../lexer/token-chunk';
import { TokenKind } from '../lexer/token-kind';
import { isPadding, ppTokenAt, wouldPaste, type Element, type PpToken } from './pp-token';
import { bracesIn, type Piece } from './token-sequence';
import type { FileFrame, Frame, MacroFrame, TokenStream } from './token-stream';

export interface StreamBuilder {
  /** Copies significant tokens `from` up to `to` of a chunk as they are. */
  copy(chunk: TokenChunk, from: number, to: number, frame: FileFrame): void;
  /** Adds an element of a macro's expansion, with blanks where GCC would print them. */
  add(element: Element, frame: MacroFrame, startsLine: boolean): void;
  isFull(): boolean;
  /** Tokens so far. */
  length(): number;
  /** Begins at the start of a line: what came before has no bearing on blanks. */
  startLine(): void;
  /** The stream; empty until `build`. */
  readonly stream: TokenStream;
  /** The tokens so far as a piece of the stream. */
  piece(from: number): Piece;
  /** Completes the stream and gives it. */
  build(): TokenStream;
}

/** A builder with room for some tokens; it grows as needed. */
export function createStreamBuilder(room = 4096): StreamBuilder {
  let kinds = new Uint8Array(room);
  let flags = new Uint8Array(room);
  let pieces = new Uint32Array(room);
  let indexes = new Uint32Array(room);
  let length = 0;
  const chunks: TokenChunk[] = [];
  const frames: Frame[] = [];
  const stream = { length: 0, kinds, flags, pieces, indexes, chunks, frames };
  /** GCC's printer (c-family/c-ppoutput.cc scan_translation_unit): what may force a blank before the next token. */
  let mustAvoidPaste = false;
  let source: PpToken | undefined;
  let previous: PpToken | undefined;
  let lastCopied: { readonly chunk: TokenChunk; readonly at: number } | undefined;

  const reserve = (count: number) => {
    if (length + count <= kinds.length) return;
    const size = Math.max(kinds.length * 2, length + count);
    kinds = grown(kinds, new Uint8Array(size));
    flags = grown(flags, new Uint8Array(size));
    pieces = grown(pieces, new Uint32Array(size));
    indexes = grown(indexes, new Uint32Array(size));
  };
  const pieceOf = (chunk: TokenChunk, frame: Frame): number => {
    const last = chunks.length - 1;
    if (last >= 0 && chunks[last] === chunk && frames[last] === frame) return last;
    chunks.push(chunk);
    frames.push(frame);
    return last + 1;
  };
  const previousToken = () =>
    previous ?? (lastCopied && ppTokenAt(lastCopied.chunk, lastCopied.at));
  /** Whether GCC prints a blank before the token. */
  const needsSpace = (token: PpToken): boolean => {
    if (!mustAvoidPaste) return token.hasSpace;
    if ((source ?? token).hasSpace) return true;
    const before = previousToken();
    return before !== undefined && wouldPaste(before, token);
  };

  const copy = (chunk: TokenChunk, from: number, to: number, frame: FileFrame) => {
    if (from >= to || length > maxTokens) return;
    const count = to - from;
    reserve(count);
    const piece = pieceOf(chunk, frame);
    const significant = significantTokens(chunk);
    for (let at = from; at < to; at++) {
      const index = significant.indexes[at] ?? 0;
      kinds[length] = chunk.kinds[index] ?? TokenKind.other;
      flags[length] = significant.flags[at] ?? 0;
      pieces[length] = piece;
      indexes[length++] = index;
    }
    if (mustAvoidPaste) {
      if (needsSpace(ppTokenAt(chunk, from))) {
        const first = length - count;
        flags[first] = (flags[first] ?? 0) | spaceBefore;
      }
      mustAvoidPaste = false;
      source = undefined;
    }
    previous = undefined;
    lastCopied = { chunk, at: to - 1 };
  };

  const add = (element: Element, frame: MacroFrame, startsLine: boolean) => {
    if (isPadding(element)) {
      mustAvoidPaste = true;
      if (source === undefined || (!source.hasSpace && element.source === undefined))
        source = element.source;
      return;
    }
    if (length > maxTokens) return;
    reserve(1);
    kinds[length] = element.kind;
    flags[length] =
      (needsSpace(element) ? spaceBefore : 0) | (startsLine ? lineStart | spaceBefore : 0);
    pieces[length] = pieceOf(element.chunk, frame);
    indexes[length++] = element.index;
    mustAvoidPaste = false;
    source = undefined;
    previous = element;
  };

  return {
    copy,
    add,
    isFull: () => length > maxTokens,
    length: () => length,
    startLine: () => {
      mustAvoidPaste = false;
      source = undefined;
      previous = undefined;
      lastCopied = undefined;
    },
    stream,
    piece: (from) => ({ stream, from, to: length, braces: bracesIn(kinds, from, length) }),
    build: () => {
      stream.length = length;
      stream.kinds = kinds.slice(0, length);
      stream.flags = flags.slice(0, length);
      stream.pieces = pieces.slice(0, length);
      stream.indexes = indexes.slice(0, length);
      return stream;
    },
  };
}

function grown<A extends Uint8Array | Uint32Array>(from: A, to: A): A {
  to.set(from);
  return to;
}
