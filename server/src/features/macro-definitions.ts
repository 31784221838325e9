/**
 * The `#define` lines of the files that a context reads, for navigation, hover and completion. They are listed as
 * written, whether or not the `#if` around them holds: which one was in force at a use is the preprocessor's affair.
 */
import { memo } from '../base/memo';
import { chunkStarts, linesOf, type SourceFile } from '../lexer/source-file';
import { rangeInChunk, significantTokens, type FileId } from '../lexer/token-chunk';
import { chunkItems } from '../preprocessor/chunk-items';
import { readDefine } from '../preprocessor/macro';
import { positionAt } from '../text/line-index';
import type { TextRange } from '../text/text-range';
import type { Analysis, Snapshot } from '../workspace/snapshot';
import { lineEnd } from './file-tokens';

export interface MacroText {
  readonly name: string;
  /** Absent for an object-like macro. */
  readonly parameters?: readonly string[];
  readonly file: FileId;
  /** From the `#` to the end of the body. */
  readonly range: TextRange;
  readonly nameRange: TextRange;
  /** What stands behind the name and the parameters, as written. */
  readonly body: string;
  /** The comment behind the definition or on the line above; without its marks. */
  readonly comment?: string;
}

/** Every definition of a macro in the files that the context reads, in the order of reading. */
export function macrosNamed(
  snapshot: Snapshot,
  analysis: Analysis,
  name: string,
): readonly MacroText[] {
  return analysis.reads.flatMap((id) => {
    const file = snapshot.file(id);
    return file === undefined ? [] : (macrosByName(file).get(name) ?? []);
  });
}

/** Every definition in one file, in order. */
export const macrosOf = memo((file: SourceFile): readonly MacroText[] => {
  const macros: MacroText[] = [];
  const starts = chunkStarts(file);
  for (const chunk of file.chunks) {
    const base = starts.get(chunk) ?? 0;
    const { indexes } = significantTokens(chunk);
    for (const item of chunkItems(chunk)) {
      if (item.name !== 'define') continue;
      const read = readDefine(chunk, item);
      if (!('definition' in read) || read.definition.at === undefined) continue;
      const { name, parameters } = read.definition;
      const nameRange = shifted(rangeInChunk(chunk, read.definition.at.index), base);
      const start = base + rangeInChunk(chunk, indexes[item.from] ?? 0).start;
      const end = base + rangeInChunk(chunk, indexes[item.to - 1] ?? 0).end;
      const bodyStart = parameters ? file.text.indexOf(')', nameRange.end) + 1 : nameRange.end;
      const comment = commentOf(file, start, end);
      macros.push({
        name,
        file: file.id,
        range: { start, end },
        nameRange,
        body: file.text.slice(Math.min(bodyStart, end), end).trim(),
        ...(parameters && { parameters }),
        ...(comment !== undefined && { comment }),
      });
    }
  }
  return macros;
});

const macrosByName = memo((file: SourceFile): ReadonlyMap<string, readonly MacroText[]> => {
  const byName = new Map<string, MacroText[]>();
  for (const macro of macrosOf(file)) {
    const known = byName.get(macro.name);
    if (known === undefined) byName.set(macro.name, [macro]);
    else known.push(macro);
  }
  return byName;
});

function shifted(range: TextRange, by: number): TextRange {
  return { start: range.start + by, end: range.end + by };
}

function commentOf(file: SourceFile, start: number, end: number): string | undefined {
  const lines = linesOf(file);
  const behind = file.text.slice(end, lineEnd(file, positionAt(lines, end).line));
  const { line } = positionAt(lines, start);
  const above = line > 0 ? file.text.slice(lines.starts[line - 1], lineEnd(file, line - 1)) : '';
  const found = /^\s*(?:\/\/+(.*)|\/\*+(.*?)\*\/\s*)$/;
  const match = found.exec(behind) ?? found.exec(above);
  const text = (match?.[1] ?? match?.[2])?.trim();
  return text === undefined || text === '' ? undefined : text;
}
