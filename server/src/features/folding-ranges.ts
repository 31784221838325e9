/**
 * What can be folded in one file: blocks, values over several lines, comments, conditional text and runs of includes.
 * A fold begins on the line that stays visible and ends on the last line that goes, so closing braces stay.
 */
import { linesOf, type SourceFile } from '../lexer/source-file';
import {
  rangeInChunk,
  significantTokens,
  type FileId,
  type TokenChunk,
} from '../lexer/token-chunk';
import { TokenKind } from '../lexer/token-kind';
import { chunkItems } from '../preprocessor/chunk-items';
import { parseFile } from '../syntax/file-tree';
import type { Statement } from '../syntax/ast';
import { positionAt } from '../text/line-index';
import type { TextRange } from '../text/text-range';
import type { Snapshot } from '../workspace/snapshot';
import { openBraceOf } from '../syntax/statement-spans';
import { fileRange, statementRange } from './file-ranges';
import { lineEnd } from './file-tokens';

export interface FoldingRange {
  /** `start` lies on the line that stays visible, `end` on the last one that is hidden. */
  readonly range: TextRange;
  readonly kind?: 'comment' | 'imports' | 'region';
}

/** The folds of a file in the order of their start; empty for an unknown file. */
export function foldingRanges(snapshot: Snapshot, id: FileId): readonly FoldingRange[] {
  const file = snapshot.file(id);
  if (file === undefined) return [];
  const folds = [...statementFolds(file, parseFile(file).syntax.statements), ...tokenFolds(file)];
  return folds.sort((a, b) => a.range.start - b.range.start || b.range.end - a.range.end);
}

function statementFolds(file: SourceFile, statements: readonly Statement[]): FoldingRange[] {
  const folds: FoldingRange[] = [];
  const pending = [...statements];
  for (let it = pending.pop(); it !== undefined; it = pending.pop()) {
    const range =
      it.kind === 'node' || it.kind === 'property' ? statementRange(file, it) : undefined;
    if (range === undefined) continue;
    if (it.kind === 'node') {
      for (const inner of it.statements) pending.push(inner);
      const brace = fileRange(file, openBraceOf(it));
      const start = brace?.start ?? range.start;
      folds.push(...fold(file, start, it.tail ? lineBefore(file, range.end) : range.end));
    } else folds.push(...fold(file, range.start, range.end));
  }
  return folds;
}

/** The end of the line before the one on which the text ends: that line, with its `};`, stays. */
function lineBefore(file: SourceFile, end: number): number {
  const { line } = positionAt(linesOf(file), Math.max(0, end - 1));
  return line === 0 ? 0 : lineEnd(file, line - 1);
}

function fold(
  file: SourceFile,
  start: number,
  end: number,
  kind?: FoldingRange['kind'],
): FoldingRange[] {
  const lines = linesOf(file);
  if (positionAt(lines, end).line <= positionAt(lines, start).line) return [];
  return [{ range: { start, end }, ...(kind && { kind }) }];
}

/** A run of `//` lines or of includes that is still going on. */
interface Run {
  readonly kind: 'comment' | 'imports';
  readonly start: number;
  readonly end: number;
}

/** Comments, conditionals and runs of `#include` and `//` lines. */
function tokenFolds(file: SourceFile): FoldingRange[] {
  const folds: FoldingRange[] = [];
  const branches: number[] = [];
  let run: Run | undefined;
  const goOn = (kind: Run['kind'] | undefined, range?: TextRange) => {
    if (run !== undefined && run.kind !== kind) {
      folds.push(...fold(file, run.start, run.end, run.kind));
      run = undefined;
    }
    if (kind !== undefined && range !== undefined)
      run = { kind, start: run?.start ?? range.start, end: range.end };
  };
  for (const piece of piecesOf(file)) {
    const { range } = piece;
    if (piece.kind === 'line comment') goOn('comment', range);
    else if (piece.kind === 'directive') {
      goOn(piece.name === 'include' ? 'imports' : undefined, range);
      folds.push(...branchFold(file, piece.name, range, branches));
    } else {
      goOn(piece.kind === 'blank line' && run?.kind === 'imports' ? 'imports' : undefined);
      if (piece.kind === 'block comment')
        folds.push(...fold(file, range.start, range.end, 'comment'));
    }
  }
  goOn(undefined);
  return folds;
}

interface Piece {
  readonly kind: 'line comment' | 'block comment' | 'directive' | 'blank line' | 'text';
  readonly name: string;
  readonly range: TextRange;
}

/** What matters for folding, in order; text between two other pieces is named once. */
function* piecesOf(file: SourceFile): Generator<Piece> {
  for (const [ordinal, chunk] of file.chunks.entries()) {
    const base = file.starts[ordinal] ?? 0;
    const items = itemsByToken(chunk);
    let isText = false;
    let isLineStart = true;
    for (let at = 0; at < chunk.kinds.length; at++) {
      const kind = chunk.kinds[at] ?? TokenKind.other;
      const item = items.get(at);
      if (kind === TokenKind.whitespace || (kind === TokenKind.newline && !isLineStart)) {
        isLineStart ||= kind === TokenKind.newline;
        continue;
      }
      const name = item?.name ?? '';
      const pieceKind = item ? 'directive' : pieceKindOf(kind, isLineStart);
      if (pieceKind !== 'text' || !isText) {
        const { start } = rangeInChunk(chunk, at);
        const { end } = rangeInChunk(chunk, item?.last ?? at);
        yield { kind: pieceKind, name, range: { start: base + start, end: base + end } };
      }
      isText = pieceKind === 'text';
      at = item?.last ?? at;
      isLineStart = kind === TokenKind.newline;
    }
  }
}

function pieceKindOf(kind: number, isLineStart: boolean): Piece['kind'] {
  if (kind === TokenKind.newline) return 'blank line';
  if (kind === TokenKind.blockComment) return 'block comment';
  return kind === TokenKind.lineComment && isLineStart ? 'line comment' : 'text';
}

/** The directives of a chunk by their first token. */
function itemsByToken(chunk: TokenChunk): ReadonlyMap<number, { name: string; last: number }> {
  const { indexes } = significantTokens(chunk);
  return new Map(
    chunkItems(chunk).map(({ name, from, to }) => [
      indexes[from] ?? 0,
      { name, last: indexes[to - 1] ?? 0 },
    ]),
  );
}

/** Keeps the stack of open `#if` branches and gives the fold of the branch that this directive ends. */
function branchFold(
  file: SourceFile,
  name: string,
  range: TextRange,
  branches: number[],
): FoldingRange[] {
  const isOpening = name === 'if' || name === 'ifdef' || name === 'ifndef';
  const isNext = name === 'else' || name.startsWith('elif');
  if (!isOpening && !isNext && name !== 'endif') return [];
  const start = isOpening ? undefined : branches.pop();
  if (isOpening || isNext) branches.push(range.start);
  return start === undefined ? [] : fold(file, start, lineBefore(file, range.start + 1), 'region');
}
