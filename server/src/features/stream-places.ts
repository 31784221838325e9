/**
 * From tokens of files to places of a stream. One token can come into a stream several times (a file included twice,
 * a macro body used twice) or not at all (inactive text, directives); the first time it is read from a file counts
 * before the times a macro made it.
 */
import { memo } from '../base/memo';
import type { SourceFile } from '../lexer/source-file';
import type { TokenChunk, TokenRef } from '../lexer/token-chunk';
import type { Frame, MacroFrame, Span, TokenStream } from '../preprocessor/token-stream';
import { significantAfter, significantBefore, type FileToken } from './file-tokens';

/** A stretch of stream tokens that stem from one chunk by one frame, in the chunk's order. */
interface Run {
  readonly from: number;
  readonly to: number;
  readonly frame: Frame;
}

/** The first place of a token in the stream, or undefined when the stream does not hold it. */
export function streamIndexOf(stream: TokenStream, ref: TokenRef): number | undefined {
  let made: number | undefined;
  for (const run of runsOf(stream).get(ref.chunk) ?? []) {
    const at = indexInRun(stream, run, ref.index);
    if (at === undefined) continue;
    if (run.frame.kind === 'file') return at;
    made ??= at;
  }
  return made;
}

/**
 * The place between two stream tokens where text typed at `offset` would go: the index of the token behind it.
 * Undefined when no token of the file is in the stream.
 */
export function gapAt(stream: TokenStream, file: SourceFile, offset: number): number | undefined {
  const before = lastInStream(stream, file, offset);
  if (before !== undefined) return before + 1;
  let token = significantAfter(file, offset);
  for (let steps = 0; token !== undefined && steps < longestSearch; steps++) {
    const at = streamIndexOf(stream, token);
    if (at !== undefined) return at;
    token = significantAfter(file, token.end);
  }
  return undefined;
}

/** A macro use and what it became. */
export interface MacroUse {
  readonly frame: MacroFrame;
  readonly expansion: Span;
}

/** The outermost macro use whose name is this token, or undefined. */
export function macroUseAt(stream: TokenStream, ref: TokenRef): MacroUse | undefined {
  return macroUses(stream)
    .get(ref.chunk)
    ?.find(({ frame }) => frame.first.index === ref.index);
}

/** The outermost macro use whose tokens, name to closing parenthesis, hold this token, or undefined. */
export function macroUseAround(stream: TokenStream, ref: TokenRef): MacroUse | undefined {
  return macroUses(stream)
    .get(ref.chunk)
    ?.find(
      ({ frame: { first, last } }) =>
        first.index <= ref.index && last.chunk === ref.chunk && ref.index <= last.index,
    );
}

/** How many tokens are tried on the way to one that the stream holds. */
const longestSearch = 20_000;

function lastInStream(stream: TokenStream, file: SourceFile, offset: number): number | undefined {
  let token: FileToken | undefined = significantBefore(file, offset);
  for (let steps = 0; token !== undefined && steps < longestSearch; steps++) {
    const use = macroUseAround(stream, token);
    if (use !== undefined) return use.expansion.to - 1;
    const at = streamIndexOf(stream, token);
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

const runsOf = memo((stream: TokenStream): ReadonlyMap<TokenChunk, readonly Run[]> => {
  const runs = new Map<TokenChunk, Run[]>();
  for (let from = 0; from < stream.length;) {
    const piece = stream.pieces[from] ?? 0;
    let to = from + 1;
    while (
      to < stream.length &&
      stream.pieces[to] === piece &&
      (stream.indexes[to] ?? 0) > (stream.indexes[to - 1] ?? 0)
    )
      to++;
    const chunk = stream.chunks[piece];
    const frame = stream.frames[piece];
    if (chunk !== undefined && frame !== undefined) {
      const known = runs.get(chunk);
      if (known === undefined) runs.set(chunk, [{ from, to, frame }]);
      else known.push({ from, to, frame });
    }
    from = to;
  }
  return runs;
});

const macroUses = memo((stream: TokenStream): ReadonlyMap<TokenChunk, readonly MacroUse[]> => {
  const uses = new Map<TokenChunk, MacroUse[]>();
  for (let from = 0; from < stream.length;) {
    const frame = stream.frames[stream.pieces[from] ?? 0];
    let to = from + 1;
    while (to < stream.length && stream.frames[stream.pieces[to] ?? 0] === frame) to++;
    if (frame?.kind === 'macro') {
      const use = { frame, expansion: { stream, from, to } };
      const known = uses.get(frame.first.chunk);
      if (known === undefined) uses.set(frame.first.chunk, [use]);
      else known.push(use);
    }
    from = to;
  }
  return uses;
});
