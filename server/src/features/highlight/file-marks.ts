/** The marks of a whole file, chunk by chunk: an edit marks only the chunks that it replaced. */
import { memo, memoInside } from '../../base/memo';
import type { SourceFile } from '../../lexer/source-file';
import { significantTokens, type TokenChunk } from '../../lexer/token-chunk';
import { TokenKind } from '../../lexer/token-kind';
import { firstState, markChunk, type ChunkMarks, type ChunkState } from './chunk-marks';

/** The marks of each chunk; those of an untouched chunk are the same object as before. */
export const fileMarks = memo((file: SourceFile): readonly ChunkMarks[] => {
  const { chunks } = file;
  const marks: ChunkMarks[] = [];
  let state = firstState;
  const nexts = kindsBehind(chunks);
  for (const [i, chunk] of chunks.entries()) {
    const found = marksOf(chunk, state, nexts[i] ?? TokenKind.end);
    marks.push(found);
    state = found.end;
  }
  return marks;
});

/** For each chunk the kind of the first token behind it that is no trivia. */
function kindsBehind(chunks: readonly TokenChunk[]): Uint8Array {
  const kinds = new Uint8Array(chunks.length);
  let next: number = TokenKind.end;
  for (let i = chunks.length - 1; i >= 0; i--) {
    kinds[i] = next;
    const chunk = chunks[i];
    const first = chunk && significantTokens(chunk).indexes[0];
    if (first !== undefined) next = chunk?.kinds[first] ?? next;
  }
  return kinds;
}

function marksOf(chunk: TokenChunk, state: ChunkState, next: number): ChunkMarks {
  const known = knownMarks(chunk);
  const key = state * 0x40 + kindThatCounts(next);
  const found = known.get(key) ?? markChunk(chunk, state, next);
  known.set(key, found);
  return found;
}

const knownMarks = memoInside((_chunk: TokenChunk) => new Map<number, ChunkMarks>());

/** What stands behind a chunk matters only where it tells what a name is. */
function kindThatCounts(kind: number): number {
  switch (kind) {
    case TokenKind.openBrace:
    case TokenKind.openParen:
    case TokenKind.colon:
    case TokenKind.equals:
      return kind;
    default:
      return TokenKind.end;
  }
}
