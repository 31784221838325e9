/**
 * From tokens of files to places among the tokens of a context. One token can come in several times (a file included
 * twice, a macro body used twice) or not at all (inactive text, directives); the first time it is read from a file
 * counts before the times a macro made it. A place is the index among all tokens.
 */
import { memo, memoInside } from '../base/memo';
import { startOfChunk, type SourceFile } from '../lexer/source-file';
import { rangeInChunk, type TokenChunk, type TokenRef } from '../lexer/token-chunk';
import type { Piece, TokenSequence } from '../preprocessor/token-sequence';
import type { Frame, MacroFrame, Span, TokenStream } from '../preprocessor/token-stream';
import { significantAfter, significantBefore, type FileToken } from './file-tokens';

/** A stretch of a piece's tokens that stem from one chunk by one frame, in the chunk's order. */
interface Run {
  readonly chunk: TokenChunk;
  readonly from: number;
  readonly to: number;
  readonly frame: Frame;
}

/** A piece with its place among all tokens. */
interface PlacedPiece {
  readonly piece: Piece;
  readonly start: number;
}

/** The first place of a token in the sequence, or undefined when it is not there. */
export function streamIndexOf(sequence: TokenSequence, ref: TokenRef): number | undefined {
  let made: number | undefined;
  for (const { piece, start } of piecesWith(sequence, ref.chunk)) {
    for (const run of runsOf(piece)) {
      const at = run.chunk === ref.chunk ? indexInRun(piece.stream, run, ref.index) : undefined;
      if (at === undefined) continue;
      if (run.frame.kind === 'file') return start + at - piece.from;
      made ??= start + at - piece.from;
    }
  }
  return made;
}

/**
 * The place between two tokens where text typed at `offset` would go: the index of the token behind it. Undefined when
 * no token of the file is in the sequence.
 */
export function gapAt(
  sequence: TokenSequence,
  file: SourceFile,
  offset: number,
): number | undefined {
  const before = lastInStream(sequence, file, offset);
  if (before !== undefined) return before + 1;
  let token = significantAfter(file, offset);
  for (let steps = 0; token !== undefined && steps < longestSearch; steps++) {
    const at = streamIndexOf(sequence, token);
    if (at !== undefined) return at;
    token = significantAfter(file, token.end);
  }
  return undefined;
}

/** A macro use and what it became. */
export interface MacroUse {
  readonly frame: MacroFrame;
  readonly expansion: Span;
  /** The place of its first token. */
  readonly start: number;
}

/** The outermost macro use whose name is this token, or undefined. */
export function macroUseAt(sequence: TokenSequence, ref: TokenRef): MacroUse | undefined {
  return usesIn(sequence, ref.chunk).find(
    ({ frame: { first } }) => first.chunk === ref.chunk && first.index === ref.index,
  );
}

/**
 * The outermost macro use whose tokens, name to closing parenthesis, hold this token of a file, or undefined. It may
 * reach over several chunks; a chunk that gave no token at all is not found to be part of it.
 */
export function macroUseAround(
  sequence: TokenSequence,
  file: SourceFile,
  token: FileToken,
): MacroUse | undefined {
  return usesIn(sequence, token.chunk).find(({ frame: { first, last } }) => {
    if (first.chunk.file !== file.id) return false;
    const from = startOf(file, first);
    if (from === undefined || from > token.start) return false;
    const to = startOf(file, last);
    return to !== undefined && token.start <= to;
  });
}

/** Where a token starts in a file; undefined when the file does not hold it. */
function startOf(file: SourceFile, { chunk, index }: TokenRef): number | undefined {
  const base = startOfChunk(file, chunk);
  return base === undefined ? undefined : base + rangeInChunk(chunk, index).start;
}

/** How many tokens are tried on the way to one that the sequence holds. */
const longestSearch = 20_000;

function lastInStream(
  sequence: TokenSequence,
  file: SourceFile,
  offset: number,
): number | undefined {
  let token: FileToken | undefined = significantBefore(file, offset);
  for (let steps = 0; token !== undefined && steps < longestSearch; steps++) {
    const use = macroUseAround(sequence, file, token);
    if (use !== undefined) return use.start + use.expansion.to - use.expansion.from - 1;
    const at = streamIndexOf(sequence, token);
    if (at !== undefined) return at;
    token = significantBefore(file, token.start);
  }
  return undefined;
}

function indexInRun(stream: TokenStream, run: Run, index: number): number | undefined {
  let low = run.from;
  let high = run.to - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((stream.indexes[middle] ?? 0) >= index) high = middle;
    else low = middle + 1;
  }
  return stream.indexes[low] === index ? low : undefined;
}

/** The pieces with tokens of a chunk, or with uses of macros that stand in it. */
function piecesWith(sequence: TokenSequence, chunk: TokenChunk): readonly PlacedPiece[] {
  const known = askedOf(sequence);
  const before = known.get(chunk);
  if (before !== undefined) return before;
  if (known.size > fewChunks) return piecesByChunk(sequence).get(chunk) ?? none;
  const { pieces, starts } = sequence;
  const found: PlacedPiece[] = [];
  pieces.forEach((piece, i) => {
    if (chunksOf(piece).has(chunk)) found.push({ piece, start: starts[i] ?? 0 });
  });
  known.set(chunk, found);
  return found;
}

/** Who asks about more chunks than this goes through a whole file. */
const fewChunks = 12;

const none: readonly never[] = [];

/** The chunks that were asked about one by one: right behind a key an editor asks about a few of a new sequence. */
const askedOf = memo((_sequence: TokenSequence) => new Map<TokenChunk, readonly PlacedPiece[]>());

/** The same for all chunks. */
const piecesByChunk = memo(
  ({ pieces, starts }: TokenSequence): ReadonlyMap<TokenChunk, readonly PlacedPiece[]> => {
    const byChunk = new Map<TokenChunk, PlacedPiece[]>();
    pieces.forEach((piece, i) => {
      const placed = { piece, start: starts[i] ?? 0 };
      for (const chunk of chunksOf(piece)) {
        const known = byChunk.get(chunk);
        if (known === undefined) byChunk.set(chunk, [placed]);
        else known.push(placed);
      }
    });
    return byChunk;
  },
);

const chunksOf = memoInside((piece: Piece): ReadonlySet<TokenChunk> => {
  const chunks = new Set<TokenChunk>();
  for (const { chunk, frame } of runsOf(piece)) {
    chunks.add(chunk);
    if (frame.kind === 'macro') chunks.add(frame.first.chunk);
  }
  return chunks;
});

const runsOf = memoInside(({ stream, from: first, to: end }: Piece): readonly Run[] => {
  const runs: Run[] = [];
  for (let from = first; from < end;) {
    const at = stream.pieces[from] ?? 0;
    let to = from + 1;
    while (
      to < end &&
      stream.pieces[to] === at &&
      (stream.indexes[to] ?? 0) > (stream.indexes[to - 1] ?? 0)
    )
      to++;
    const chunk = stream.chunks[at];
    const frame = stream.frames[at];
    if (chunk !== undefined && frame !== undefined) runs.push({ chunk, from, to, frame });
    from = to;
  }
  return runs;
});

function usesIn(sequence: TokenSequence, chunk: TokenChunk): readonly MacroUse[] {
  return piecesWith(sequence, chunk).flatMap(({ piece, start }) =>
    macroUses(piece).map((it) => ({ ...it, start: start + it.expansion.from - piece.from })),
  );
}

const macroUses = memo(
  ({ stream, from: first, to: end }: Piece): readonly Omit<MacroUse, 'start'>[] => {
    const uses: Omit<MacroUse, 'start'>[] = [];
    for (let from = first; from < end;) {
      const frame = stream.frames[stream.pieces[from] ?? 0];
      let to = from + 1;
      while (to < end && stream.frames[stream.pieces[to] ?? 0] === frame) to++;
      if (frame?.kind === 'macro') uses.push({ frame, expansion: { stream, from, to } });
      from = to;
    }
    return uses;
  },
);
