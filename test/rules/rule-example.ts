/**
 * Runs the example of a rule: what the rule must report is marked below the line, carets under the reported text
 * and a part of the message behind them (`//^^^^ overlaps`). An example lists all findings of its rule.
 */
import { linesOf, type SourceFile } from '../../server/src/lexer/source-file';
import { detectTarget } from '../../server/src/model/detect-target';
import { platformOf } from '../../server/src/model/platform';
import { xenVersions, type TargetName } from '../../server/src/model/target';
import { locate } from '../../server/src/preprocessor/locate';
import type { Problem } from '../../server/src/preprocessor/problem';
import { applyTextEdits, textEditsOf } from '../../server/src/rules/apply-edits';
import type { Fix } from '../../server/src/rules/fix';
import type { RuleInput, RuleText } from '../../server/src/rules/rule';
import { checkFileOrder } from '../../server/src/syntax/file-order';
import { positionAt } from '../../server/src/text/line-index';
import { analyse } from '../analyse';

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

/** Takes the markers out of an example, and the blanks that all other lines share. */
export function readExample(dts: string): Example {
  const all = dts.replace(/^[ \t]*\n/, '').split('\n');
  const written = all.filter((it) => it.trim() !== '' && !markerLine.test(it));
  const depth = Math.min(...written.map((it) => it.search(/\S/)));
  const lines: string[] = dts.includes('/dts-v1/') ? [] : ['/dts-v1/;'];
  const marks: Marked[] = [];
  for (const line of all) {
    const marker = markerLine.exec(line);
    if (marker === null) {
      lines.push(line.slice(depth));
      continue;
    }
    const from = line.indexOf('^') - depth;
    const text = (marker[2] ?? '').trim();
    marks.push({ line: lines.length - 1, from, to: from + (marker[1] ?? '').length, text });
  }
  return { source: lines.join('\n'), marks };
}

export interface Read extends RuleInput {
  readonly file: SourceFile;
  readonly problems: readonly Problem[];
}

/** What a rule may be given besides a tree. */
export type Given = Pick<RuleInput, 'board' | 'catalogue'>;

/** Reads one file as the core does, for one reader. */
export function read(
  text: string,
  target: TargetName = 'none',
  { board: facts, catalogue }: Given = {},
): Read {
  const { file, tree, problems, parsed } = analyse(text);
  const board = file('/board.dts');
  if (board === undefined) throw new Error('the board is not there');
  const reader = detectTarget(tree, target);
  return {
    file: board,
    tree,
    target: reader,
    model: platformOf(tree, reader),
    isFragment: tree.isPlugin || !tree.hasVersion,
    ...(catalogue && { catalogue }),
    ...(facts && { board: facts }),
    problems: [...problems, ...checkFileOrder(parsed.syntax)],
  };
}

/** Who reads the examples of a rule. */
export function readerOf(rule: RuleText, target: TargetName | undefined): TargetName {
  const newest = xenVersions[xenVersions.length - 1] ?? '4.22';
  return target ?? (rule.reader === 'xen' ? `xen@${newest}` : (rule.reader ?? 'none'));
}

/** A finding where the example would mark it. */
export function markOf(
  { file }: Read,
  finding: { readonly at: Problem['at']; readonly message: string },
): Marked {
  const found = locate(finding.at, () => file);
  if (found === undefined) throw new Error(`a finding lies nowhere: ${finding.message}`);
  const start = positionAt(linesOf(file), found.range.start);
  const end = positionAt(linesOf(file), found.range.end);
  const line = file.text.split('\n')[start.line] ?? '';
  const to = end.line === start.line ? end.character : line.trimEnd().length;
  return {
    line: start.line,
    from: start.character,
    to: Math.max(to, start.character + 1),
    text: finding.message,
  };
}

/** The text after a fix. */
export function applyFix({ file }: Read, fix: Fix): string {
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
