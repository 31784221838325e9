/**
 * Silencing a finding in the source: `// dts-chosen: ignore xen/module-overlap -- reason`, or the same between
 * slash and star, on the line of the finding or on the line above. Several names stand side by side; `dtc/*`
 * names a whole group.
 */
import { memo } from '../base/memo';
import { chunkStarts, linesOf, type SourceFile } from '../lexer/source-file';
import { rangeInChunk, tokenText } from '../lexer/token-chunk';
import { TokenKind } from '../lexer/token-kind';
import { positionAt } from '../text/line-index';
import type { TextRange } from '../text/text-range';

export interface Suppression {
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
  if (suppressionsOf(file).length === 0) return false;
  const { line } = positionAt(linesOf(file), offset);
  return suppressionsAt(file, line).some((it) => silences(it, code));
}

/** The suppressions of a file, in order. */
export const suppressionsOf = memo((file: SourceFile): readonly Suppression[] => {
  if (!file.text.includes('dts-chosen:')) return [];
  const found: Suppression[] = [];
  const starts = chunkStarts(file);
  for (const chunk of file.chunks) {
    for (let i = 0; i < chunk.kinds.length; i++) {
      const kind = chunk.kinds[i];
      if (kind !== TokenKind.lineComment && kind !== TokenKind.blockComment) continue;
      const start = (starts.get(chunk) ?? 0) + rangeInChunk(chunk, i).start;
      found.push(...suppressionsIn(file, tokenText(chunk, i), start));
    }
  }
  return found;
});

function suppressionsIn(file: SourceFile, comment: string, start: number): readonly Suppression[] {
  const match = pattern.exec(comment);
  const names = match?.[1];
  if (match === null || names === undefined) return [];
  const namesStart = start + match.index + match[0].indexOf(names, 'dts-chosen:'.length);
  const firstLine = positionAt(linesOf(file), start).line;
  const lastLine = positionAt(linesOf(file), start + comment.trimEnd().length).line + 1;
  return [...names.matchAll(/[^\s,]+/g)].map((name) => ({
    code: name[0],
    range: { start: namesStart + name.index, end: namesStart + name.index + name[0].length },
    firstLine,
    lastLine,
  }));
}

/** The suppressions that hold on a line. */
function suppressionsAt(file: SourceFile, line: number): readonly Suppression[] {
  return suppressionsByLine(file).get(line) ?? [];
}

const suppressionsByLine = memo((file: SourceFile): ReadonlyMap<number, readonly Suppression[]> => {
  const byLine = new Map<number, Suppression[]>();
  for (const it of suppressionsOf(file))
    for (let line = it.firstLine; line <= it.lastLine; line++) {
      const here = byLine.get(line);
      if (here === undefined) byLine.set(line, [it]);
      else here.push(it);
    }
  return byLine;
});

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
  const lines = linesOf(file);
  const used = new Set(
    silenced.flatMap(({ code, offset }) =>
      suppressionsAt(file, positionAt(lines, offset).line).filter((it) => silences(it, code)),
    ),
  );
  return suppressionsOf(file).flatMap((suppression): SuppressionHint[] => {
    const { code, range } = suppression;
    if (!isKnown(code))
      return [{ code: 'suppress/unknown-rule', range, message: `no rule is called "${code}"` }];
    if (used.has(suppression)) return [];
    return [
      {
        code: 'suppress/unused',
        range,
        message: `"${code}" says nothing here: remove the comment`,
      },
    ];
  });
}
