/**
 * Silencing a finding in the source: `// dts-chosen: ignore xen/module-overlap -- reason`, or the same between
 * slash and star, on the line of the finding or on the line above. Several names stand side by side; `dtc/*`
 * names a whole group.
 */
import { memo, memoInside } from '../base/memo';
import { linesOf, ordinalAt, type SourceFile } from '../lexer/source-file';
import { hasRemark } from '../lexer/marks';
import { rangeInChunk, tokenText, type TokenChunk } from '../lexer/token-chunk';
import { TokenKind } from '../lexer/token-kind';
import { positionAt } from '../text/line-index';
import type { TextRange } from '../text/text-range';

interface Suppression {
  readonly code: string;
  /** The name within the comment. */
  readonly range: TextRange;
  /** The first and last line, from 0, on which findings are silenced. */
  readonly firstLine: number;
  readonly lastLine: number;
}

/** A remark on a suppression: always a hint. */
export interface SuppressionHint {
  readonly code: 'suppress/unknown-rule' | 'suppress/unused';
  readonly message: string;
  readonly range: TextRange;
}

const pattern = /\bdts-chosen:\s*ignore\s+([^\n]*?)(?:\s+--|\s*\*\/|$)/m;

/** Whether the source silences a finding of that rule at that offset. */
export function isSuppressed(file: SourceFile, offset: number, code: string): boolean {
  return (
    suppressionsOf(file).length > 0 && suppressionsAt(file, offset).some((it) => silences(it, code))
  );
}

/** The suppressions of a file, in order. */
const suppressionsOf = memo((file: SourceFile): readonly Suppression[] => {
  if (file.marks.remarks === 0) return none;
  const found: Suppression[] = [];
  file.chunks.forEach((chunk, ordinal) => {
    if (remarksIn(chunk).length > 0) found.push(...suppressionsIn(file, ordinal));
  });
  return found;
});

/** The suppressions that hold on the line of an offset: their comment reaches that line or the one above. */
function suppressionsAt(file: SourceFile, offset: number): readonly Suppression[] {
  const lines = linesOf(file);
  const { line } = positionAt(lines, offset);
  const last = ordinalAt(file, lines.lineStart(line + 1) - 1);
  const found: Suppression[] = [];
  for (let i = ordinalAt(file, lines.lineStart(line - 1)); i <= last; i++)
    for (const it of suppressionsIn(file, i))
      if (it.firstLine <= line && line <= it.lastLine) found.push(it);
  return found;
}

function suppressionsIn(file: SourceFile, ordinal: number): readonly Suppression[] {
  const chunk = file.chunks[ordinal];
  const base = file.starts[ordinal] ?? 0;
  const remarks = chunk ? remarksIn(chunk) : none;
  return remarks.map(({ code, comment, range }) => ({
    code,
    range: { start: base + range.start, end: base + range.end },
    firstLine: positionAt(linesOf(file), base + comment.start).line,
    lastLine: positionAt(linesOf(file), base + comment.end).line + 1,
  }));
}

/** A suppression within its chunk. */
interface Remark {
  readonly code: string;
  readonly range: TextRange;
  readonly comment: TextRange;
}

const none: readonly never[] = [];

const remarksIn = memoInside((chunk: TokenChunk): readonly Remark[] => {
  if (!hasRemark(chunk)) return none;
  return Array.from(chunk.kinds.keys()).flatMap((index) =>
    isComment(chunk.kinds[index]) ? remarksOf(chunk, index) : none,
  );
});

function isComment(kind: number | undefined): boolean {
  return (
    kind === TokenKind.lineComment ||
    kind === TokenKind.blockComment ||
    kind === TokenKind.openComment
  );
}

function remarksOf(chunk: TokenChunk, index: number): readonly Remark[] {
  const text = tokenText(chunk, index);
  const match = pattern.exec(text);
  const names = match?.[1];
  if (match === null || names === undefined) return none;
  const { start } = rangeInChunk(chunk, index);
  const namesStart = start + match.index + match[0].indexOf(names, 'dts-chosen:'.length);
  const comment = { start, end: start + text.trimEnd().length };
  return [...names.matchAll(/[^\s,]+/g)].map((name) => {
    const at = namesStart + name.index;
    return { code: name[0], range: { start: at, end: at + name[0].length }, comment };
  });
}

function silences({ code: name }: Suppression, code: string): boolean {
  return name === code || (name.endsWith('/*') && code.startsWith(name.slice(0, -1)));
}

/**
 * What is wrong with the suppressions of a file: names that no rule has, and, where `silenced` (the findings of
 * the file that were left out) shows none for it, suppressions that do nothing.
 */
export function suppressionHints(
  file: SourceFile,
  isKnown: (code: string) => boolean,
  silenced: readonly { readonly code: string; readonly offset: number }[],
): readonly SuppressionHint[] {
  const used = new Set(
    silenced.flatMap(({ code, offset }) =>
      suppressionsAt(file, offset)
        .filter((it) => silences(it, code))
        .map((it) => it.range.start),
    ),
  );
  return suppressionsOf(file).flatMap(({ code, range }): SuppressionHint[] => {
    if (!isKnown(code))
      return [{ code: 'suppress/unknown-rule', range, message: `no rule is called "${code}"` }];
    if (used.has(range.start)) return [];
    return [
      {
        code: 'suppress/unused',
        range,
        message: `"${code}" says nothing here: remove the comment`,
      },
    ];
  });
}
