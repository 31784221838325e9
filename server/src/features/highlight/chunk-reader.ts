/** The tokens of a chunk that are no trivia, one by one, for whoever colours them. */
import {
  rangeInChunk,
  significantTokens,
  spaceBefore,
  lineStart,
  tokenText,
} from '../../lexer/token-chunk';
import type { TokenChunk } from '../../lexer/token-chunk';
import { TokenKind } from '../../lexer/token-kind';

export interface ChunkReader {
  readonly count: number;
  /** The kind of a token; behind the last one that of the first token of the next chunk. */
  kind(at: number): number;
  /** Nothing stands between a token and the one before it. */
  touches(at: number): boolean;
  startsLine(at: number): boolean;
  start(at: number): number;
  end(at: number): number;
  text(at: number): string;
}

/** A reader of a chunk; `next` is the kind of the token behind it. */
export function chunkReader(chunk: TokenChunk, next: number): ChunkReader {
  const { flags, indexes, names } = significantTokens(chunk);
  const count = indexes.length;
  const indexOf = (at: number) => indexes[at] ?? 0;
  return {
    count,
    kind: (at) => {
      if (at >= count) return at === count ? next : TokenKind.end;
      return at < 0 ? TokenKind.end : (chunk.kinds[indexOf(at)] ?? TokenKind.other);
    },
    touches: (at) => at > 0 && at < count && ((flags[at] ?? 0) & spaceBefore) === 0,
    startsLine: (at) => ((flags[at] ?? 0) & lineStart) !== 0,
    start: (at) => rangeInChunk(chunk, indexOf(at)).start,
    end: (at) => rangeInChunk(chunk, indexOf(at)).end,
    text: (at) => names[at] ?? (at < count ? tokenText(chunk, indexOf(at)) : ''),
  };
}
