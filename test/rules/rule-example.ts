/**
 * Runs the example of a rule: what the rule must report is marked below the line, carets under the reported text
 * and a part of the message behind them (`//^^^^ overlaps`). An example lists all findings of its rule.
 */
import { sourceFile, type SourceFile } from '../../server/src/lexer/source-file';
import { fileId } from '../../server/src/lexer/token-chunk';
import { detectTarget } from '../../server/src/model/detect-target';
import { platformOf } from '../../server/src/model/platform';
import { xenVersions, type Target, type TargetName } from '../../server/src/model/target';
import { locate } from '../../server/src/preprocessor/locate';
import { preprocess } from '../../server/src/preprocessor/preprocess';
import type { Problem } from '../../server/src/preprocessor/problem';
import { applyTextEdits, textEditsOf } from '../../server/src/rules/apply-edits';
import type { Fix } from '../../server/src/rules/fix';
import type { RuleInput, RuleText } from '../../server/src/rules/rule';
import { parse } from '../../server/src/syntax/parser';
import { linesOf } from '../../server/src/lexer/source-file';
import { positionAt } from '../../server/src/text/line-index';
import { compose } from '../../server/src/tree/compose';

/** A finding as an example marks it: line from 0, columns from 0, the end of the line for findings of several lines. */
export interface Marked {
  readonly line: number;
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

export interface Example {
  /** The source without its markers, `/dts-v1/;` in front. */
  readonly source: string;
  readonly marks: readonly Marked[];
}

const markerLine = /^\s*\/\/\s*(\^+)(.*)$/;

/** Takes the markers out of an example. */
export function readExample(dts: string): Example {
  const lines: string[] = [];
  const marks: Marked[] = [];
  for (const line of withHeader(dedent(dts)).split('\n')) {
    const marker = markerLine.exec(line);
    if (marker === null) {
      lines.push(line);
      continue;
    }
    const from = line.indexOf('^');
    const text = (marker[2] ?? '').trim();
    marks.push({ line: lines.length - 1, from, to: from + (marker[1] ?? '').length, text });
  }
  return { source: lines.join('\n'), marks };
}

/** Drops the first line when it is blank, and the blanks that all lines share. */
function dedent(text: string): string {
  const lines = text.replace(/^[ \t]*\n/, '').split('\n');
  const depths = lines.filter((it) => it.trim() !== '').map((it) => it.search(/\S/));
  const depth = Math.min(...depths);
  return lines.map((it) => it.slice(depth)).join('\n');
}

function withHeader(dts: string): string {
  return dts.includes('/dts-v1/') ? dts : `/dts-v1/;\n${dts}`;
}

export interface Analysed extends RuleInput {
  readonly file: SourceFile;
  readonly problems: readonly Problem[];
}

/** Reads one file as the core does. */
export function analyse(text: string, target: TargetName | Target = 'none'): Analysed {
  const file = sourceFile(fileId('/board.dts'), text);
  const { stream, problems } = preprocess({
    root: file,
    file: () => undefined,
    isAbsent: () => true,
    includePaths: [],
    defines: new Map(),
  });
  const parsed = parse(stream);
  const tree = compose([parsed.syntax], { binaries: new Map() });
  const reader = typeof target === 'string' ? detectTarget(tree, target) : target;
  return {
    file,
    tree,
    target: reader,
    model: platformOf(tree, reader),
    isFragment: tree.isPlugin || !tree.hasVersion,
    problems: [...problems, ...parsed.problems, ...tree.problems],
  };
}

/** Who reads the examples of a rule. */
export function readerOf(rule: RuleText, target: TargetName | undefined): TargetName {
  const newest = xenVersions[xenVersions.length - 1] ?? '4.22';
  return target ?? (rule.reader === 'xen' ? `xen@${newest}` : (rule.reader ?? 'none'));
}

/** A finding where the example would mark it. */
export function markOf(
  { file }: Analysed,
  finding: { readonly at: Problem['at']; readonly message: string },
): Marked {
  const found = locate(finding.at, () => file);
  if (found === undefined) throw new Error(`a finding lies nowhere: ${finding.message}`);
  const start = positionAt(linesOf(file), found.range.start);
  const end = positionAt(linesOf(file), found.range.end);
  const line = file.text.split('\n')[start.line] ?? '';
  const to = end.line === start.line ? end.character : line.trimEnd().length;
  return { line: start.line, from: start.character, to, text: finding.message };
}

/** The text after a fix. */
export function applyFix({ file }: Analysed, fix: Fix): string {
  const edits = textEditsOf(fix, () => file)?.get(file.id);
  if (edits === undefined) throw new Error(`the fix "${fix.title}" cannot be applied`);
  return applyTextEdits(file.text, edits);
}

/** Source and marks side by side, for a readable difference. */
export function show({ source }: Example, marks: readonly Marked[]): string {
  const lines = source.split('\n').flatMap((line, i) => [
    line,
    ...marks
      .filter((it) => it.line === i)
      .map((it) => `${' '.repeat(it.from)}${'^'.repeat(Math.max(1, it.to - it.from))} ${it.text}`)
      .sort(),
  ]);
  return lines.join('\n');
}
