/**
 * A statement as a person sees it in a file: with the comments that belong to it and its line ends, so that it can be
 * taken out and put elsewhere. A comment belongs to the statement that follows it on the next line, or that it stands
 * behind on the same line; a blank line separates.
 */
import { linesOf, textBetween, type SourceFile } from '../../lexer/source-file';
import { isTrivia, TokenKind } from '../../lexer/token-kind';
import { positionAt } from '../../text/line-index';
import type { TextRange } from '../../text/text-range';
import { lineEnd, nextToken, textOf, tokenAt, type FileToken } from '../file-tokens';

export interface Extent extends TextRange {
  /** It covers whole lines, from the start of the first to behind the line end of the last. */
  readonly hasLines: boolean;
}

/** The extent of the statement in `range` (from its first token to behind its semicolon), in code units. */
export function statementExtent(file: SourceFile, range: TextRange): Extent {
  const lineStart = startOfLine(file, range.start);
  const isFirst = isBlank(textBetween(file, lineStart, range.start));
  const end = endWithComments(file, range.end);
  const isLast = end === file.length || textBetween(file, end - 1, end) === '\n';
  if (!isFirst || !isLast) {
    const start = isFirst ? range.start : withBlanksBefore(file, range.start);
    return {
      start,
      end: isLast && !isFirst ? withoutLineEnd(file, end) : range.end,
      hasLines: false,
    };
  }
  return { start: startWithComments(file, lineStart), end, hasLines: true };
}

/** What to delete so that no hole stays: the extent, and one of two blank lines that would meet. */
export function removalRange(file: SourceFile, extent: Extent): TextRange {
  if (!extent.hasLines) return extent;
  const { start, end } = extent;
  const above = start > 0 ? startOfLine(file, start - 1) : start;
  const isBlankAbove = start > 0 && isBlank(textBetween(file, above, start));
  const below = lineFrom(file, end);
  const isOpenAbove = start === 0 || /\{[ \t]*\r?\n$/.test(textBetween(file, above, start));
  const endsBlock = below === undefined || isBlank(below) || /^\s*\}/.test(below);
  if (isBlankAbove && endsBlock) return { start: above, end };
  if (isOpenAbove && below !== undefined && isBlank(below))
    return { start, end: end + below.length };
  return { start, end };
}

/** The blanks at the start of the line that holds `offset`. */
export function indentAt(file: SourceFile, offset: number): string {
  const start = startOfLine(file, offset);
  return /^[ \t]*/.exec(textBetween(file, start, offset))?.[0] ?? '';
}

/** The offset of the first character of the line that holds `offset`. */
export function startOfLine(file: SourceFile, offset: number): number {
  return offset - positionAt(linesOf(file), offset).character;
}

/** Where each line starts that continues a string or a splice: blanks there must stay as they are. */
export function fixedLineStarts(file: SourceFile, range: TextRange): ReadonlySet<number> {
  const fixed = new Set<number>();
  let token = tokenAt(file, range.start);
  for (; token !== undefined && token.start < range.end; token = nextToken(file, token)) {
    if (token.kind !== TokenKind.string && token.kind !== TokenKind.char) continue;
    for (const { index } of textOf(token).matchAll(/\n/g)) fixed.add(token.start + index + 1);
  }
  return fixed;
}

/** The comments in a range, in order. */
export function commentsIn(file: SourceFile, range: TextRange): readonly TextRange[] {
  const comments: TextRange[] = [];
  let token = tokenAt(file, range.start);
  for (; token !== undefined && token.start < range.end; token = nextToken(file, token))
    if (isComment(token)) comments.push({ start: token.start, end: token.end });
  return comments;
}

function isComment({ kind }: FileToken): boolean {
  return (
    kind === TokenKind.lineComment ||
    kind === TokenKind.blockComment ||
    kind === TokenKind.openComment
  );
}

function startWithComments(file: SourceFile, lineStart: number): number {
  let start = lineStart;
  while (start > 0) {
    const lastEnd = withoutLineEnd(file, start);
    const above = startOfLine(file, lastEnd);
    const text = textBetween(file, above, lastEnd).trimEnd();
    if (text.trim() === '') break;
    const token = tokenAt(file, above + text.length - 1);
    if (token === undefined || !isComment(token)) break;
    const commentLine = startOfLine(file, token.start);
    if (!isBlank(textBetween(file, commentLine, token.start))) break;
    start = commentLine;
  }
  return start;
}

/** Behind the comments on the statement's last line, and behind the line end when nothing else follows. */
function endWithComments(file: SourceFile, from: number): number {
  let at = from;
  while (at < file.length) {
    const token = tokenAt(file, at);
    if (token === undefined || !isTrivia(token.kind)) return from;
    if (token.kind === TokenKind.newline) return token.end;
    at = token.end;
  }
  return at;
}

function withBlanksBefore(file: SourceFile, start: number): number {
  let at = start;
  while (at > 0 && /[ \t]/.test(textBetween(file, at - 1, at))) at--;
  return at;
}

function withoutLineEnd(file: SourceFile, end: number): number {
  let at = end;
  if (textBetween(file, at - 1, at) === '\n') at--;
  if (textBetween(file, at - 1, at) === '\r') at--;
  return at;
}

/** The line that starts at `start`, with its line end; undefined at the end of the file. */
function lineFrom(file: SourceFile, start: number): string | undefined {
  if (start >= file.length) return undefined;
  const { line } = positionAt(linesOf(file), start);
  const end = linesOf(file).lineStart(line + 1);
  return textBetween(file, start, Math.max(end, lineEnd(file, line)));
}

function isBlank(text: string): boolean {
  return text.trim() === '';
}
