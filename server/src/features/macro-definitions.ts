/**
 * The `#define` lines that a context obeys, as text, for navigation, hover and completion. A name that is defined
 * several times has several: which one is in force at a use is the preprocessor's affair.
 */
import { memo } from '../base/memo';
import { linesOf, textBetween, type SourceFile } from '../lexer/source-file';
import type { FileId, TokenRef } from '../lexer/token-chunk';
import type { MacroDefinition } from '../preprocessor/macro';
import { locationOf } from '../preprocessor/locate';
import type { Preprocessed } from '../preprocessor/preprocess';
import { positionAt } from '../text/line-index';
import type { TextRange } from '../text/text-range';
import type { Analysis, Snapshot } from '../workspace/snapshot';
import { directiveOf, lineEnd } from './file-tokens';

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

/** Every definition of a macro that the context obeys, in order. */
export function macrosNamed(
  snapshot: Snapshot,
  { preprocessed }: Analysis,
  name: string,
): readonly MacroText[] {
  return (definitionsByName(preprocessed).get(name) ?? []).flatMap((it) => {
    const file = it.at && snapshot.file(it.at.chunk.file);
    return file && it.at ? macroText(file, it, it.at) : [];
  });
}

/** The definitions of a context by name, each list in order. */
export const definitionsByName = memo(
  (preprocessed: Preprocessed): ReadonlyMap<string, readonly MacroDefinition[]> => {
    const byName = new Map<string, MacroDefinition[]>();
    for (const it of preprocessed.definitions()) {
      const known = byName.get(it.name);
      if (known === undefined) byName.set(it.name, [it]);
      else known.push(it);
    }
    return byName;
  },
);

function macroText(file: SourceFile, macro: MacroDefinition, at: TokenRef): readonly MacroText[] {
  const name = locationOf(at, () => file)?.range;
  const directive = directiveOf(file, at)?.range;
  if (name === undefined || directive === undefined) return [];
  const { parameters } = macro;
  const behind = textBetween(file, name.end, directive.end);
  const body = parameters ? behind.slice(behind.indexOf(')') + 1) : behind;
  const comment = commentOf(file, directive);
  return [
    {
      name: macro.name,
      file: file.id,
      range: directive,
      nameRange: name,
      body: body.trim(),
      ...(parameters && { parameters }),
      ...(comment !== undefined && { comment }),
    },
  ];
}

function commentOf(file: SourceFile, { start, end }: TextRange): string | undefined {
  const lines = linesOf(file);
  const behind = textBetween(file, end, lineEnd(file, positionAt(lines, end).line));
  const { line } = positionAt(lines, start);
  const above =
    line > 0 ? textBetween(file, lines.lineStart(line - 1), lineEnd(file, line - 1)) : '';
  const found = /^\s*(?:\/\/+(.*)|\/\*+(.*?)\*\/\s*)$/;
  const match = found.exec(behind) ?? found.exec(above);
  const text = (match?.[1] ?? match?.[2])?.trim();
  return text === undefined || text === '' ? undefined : text;
}
