/**
 * The tokens of one file, in chunks that end at line ends. A chunk is a value of its own: an edit replaces
 * the chunks that it touches and leaves the others, so whatever refers to a token as (chunk, index) survives
 * edits elsewhere. Every character of the file is in exactly one token of exactly one chunk.
 */
import { memoInside } from '../base/memo';
import type { TextRange } from '../text/text-range';
import { isTrivia, TokenKind } from './token-kind';

/** Identifies a file: an absolute path with `/`, or a URI for files that have no path. */
export type FileId = string & { readonly brand: 'FileId' };

export function fileId(path: string): FileId {
  return path as FileId;
}

export interface TokenChunk {
  readonly file: FileId;
  readonly text: string;
  readonly kinds: Uint8Array;
  /** Where each token ends, in code units from the chunk's start. */
  readonly ends: TokenEnds;
  /** Set for a token that no file spells (`__LINE__`, `#x`, `a##b`): where the user can look instead. */
  readonly madeAt?: TokenRef;
}

/** Narrow unless the chunk is huge. */
export type TokenEnds = Uint16Array | Uint32Array;

export interface TokenRef {
  readonly chunk: TokenChunk;
  readonly index: number;
}

/** Where a token lies in its chunk's text. */
export function rangeInChunk(chunk: TokenChunk, index: number): TextRange {
  return { start: index === 0 ? 0 : (chunk.ends[index - 1] ?? 0), end: chunk.ends[index] ?? 0 };
}

/** The text of a token. */
export function tokenText(chunk: TokenChunk, index: number): string {
  return chunk.text.slice(index === 0 ? 0 : chunk.ends[index - 1], chunk.ends[index]);
}

/** Blanks, a comment or a line end stand before the token. */
export const spaceBefore = 1;
/** The token is the first of its line. */
export const lineStart = 2;

export interface SignificantTokens {
  /** Indexes, in the chunk, of the tokens that are not trivia. */
  readonly indexes: Uint16Array | Uint32Array;
  /** `spaceBefore` and `lineStart` of each. */
  readonly flags: Uint8Array;
  /** The name of each identifier and `undefined` for other tokens, parallel to `indexes`. */
  readonly names: readonly (string | undefined)[];
}

/** The tokens of a chunk without its trivia. */
export const significantTokens = memoInside((chunk: TokenChunk): SignificantTokens => {
  const { kinds } = chunk;
  let count = 0;
  for (const kind of kinds) if (!isTrivia(kind)) count++;
  const indexes = kinds.length <= 0xffff ? new Uint16Array(count) : new Uint32Array(count);
  const flags = new Uint8Array(count);
  const names = new Array<string | undefined>(count).fill(undefined);
  let flag = spaceBefore | lineStart;
  let at = 0;
  for (let i = 0; i < kinds.length; i++) {
    const kind = kinds[i] ?? TokenKind.other;
    if (isTrivia(kind)) {
      if (kind === TokenKind.newline) flag |= spaceBefore | lineStart;
      else if (kind !== TokenKind.splice) flag |= spaceBefore;
      continue;
    }
    indexes[at] = i;
    flags[at] = flag;
    if (kind === TokenKind.identifier) names[at] = tokenText(chunk, i);
    at++;
    flag = 0;
  }
  return { indexes, flags, names };
});
