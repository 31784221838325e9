/**
 * What can be folded in one file: blocks, values over several lines, comments, conditional text and runs of includes.
 * A fold begins on the line that stays visible and ends on the last line that goes, so closing braces stay.
 */
import { linesOf, type SourceFile } from '../lexer/source-file';
import type { FileId } from '../lexer/token-chunk';
import { isTrivia, TokenKind } from '../lexer/token-kind';
import { locate } from '../preprocessor/locate';
import { parseFile } from '../syntax/file-tree';
import type { Statement } from '../syntax/ast';
import { positionAt } from '../text/line-index';
import type { TextRange } from '../text/text-range';
import type { Snapshot } from '../workspace/snapshot';
import { directiveOf, lineEnd, nextToken, tokenAt, type FileToken } from './file-tokens';

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
    const range = it.kind === 'node' || it.kind === 'property' ? rangeOf(file, it) : undefined;
    if (range === undefined) continue;
    if (it.kind === 'node') {
      pending.push(...it.statements);
      const brace = locate({ ...it.body, from: it.body.from - 1, to: it.body.from }, () => file);
      const start = brace?.range.start ?? range.start;
      folds.push(...fold(file, start, it.isClosed ? lineBefore(file, range.end) : range.end));
    } else folds.push(...fold(file, range.start, range.end));
  }
  return folds;
}

function rangeOf(file: SourceFile, statement: Statement): TextRange | undefined {
  return locate(statement, () => file)?.range;
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

interface OpenRun {
  readonly kind: 'comment' | 'imports';
  readonly start: number;
  readonly end: number;
}

/** Comments, conditionals and runs of `#include` and `//` lines. */
function tokenFolds(file: SourceFile): FoldingRange[] {
  const folds: FoldingRange[] = [];
  const branches: number[] = [];
  let run: OpenRun | undefined;
  const closeRun = () => {
    if (run !== undefined) folds.push(...fold(file, run.start, run.end, run.kind));
    run = undefined;
  };
  const extendRun = (kind: OpenRun['kind'], range: TextRange) => {
    if (run?.kind !== kind) closeRun();
    run = { kind, start: run?.start ?? range.start, end: range.end };
  };
  for (let token = tokenAt(file, 0); token !== undefined; token = nextToken(file, token)) {
    if (token.kind === TokenKind.lineComment && startsLine(file, token)) {
      extendRun('comment', token);
    } else if (token.kind === TokenKind.blockComment) {
      closeRun();
      folds.push(...fold(file, token.start, token.end, 'comment'));
    } else if (token.kind === TokenKind.newline) {
      if (isBlankLine(file, token) && run?.kind === 'comment') closeRun();
    } else if (!isTrivia(token.kind)) {
      const directive = startsDirective(token) ? directiveOf(file, token) : undefined;
      if (directive === undefined) {
        closeRun();
        continue;
      }
      if (directive.name === 'include') extendRun('imports', directive.range);
      else closeRun();
      folds.push(...branchFold(file, directive.name, directive.range, branches));
      token = tokenAt(file, Math.max(token.start, directive.range.end - 1)) ?? token;
    }
  }
  closeRun();
  return folds;
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

function startsDirective(token: FileToken): boolean {
  return token.kind === TokenKind.hash || token.kind === TokenKind.slash;
}

function startsLine(file: SourceFile, token: FileToken): boolean {
  const { line, character } = positionAt(linesOf(file), token.start);
  return file.text.slice(token.start - character, token.start).trim() === '' && line >= 0;
}

function isBlankLine(file: SourceFile, newline: FileToken): boolean {
  const { character } = positionAt(linesOf(file), newline.start);
  return file.text.slice(newline.start - character, newline.start).trim() === '';
}
