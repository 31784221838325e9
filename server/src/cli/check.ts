/**
 * `dts-chosen check`: the findings of files and folders. A finding in a shared include file is printed once, however
 * many roots lead to it.
 */
import { linesOf, textBetween, type SourceFile } from '../lexer/source-file';
import type { FileId } from '../lexer/token-chunk';
import { textEditsOf } from '../rules/apply-edits';
import { positionsOf } from '../text/line-index';
import type { Severity } from '../text/severity';
import type { TextRange } from '../text/text-range';
import type { Severities } from '../workspace/context';
import type { Analysis, Diagnostic } from '../workspace/snapshot';
import { openBoards, type Boards } from './boards';
import { createDisplay, type Display } from './display-names';
import { findSources, rootsBeside, type Sources } from './find-sources';
import { unknownRule } from './known-rules';
import type { ExitStatus } from './exit-status';
import type { SharedOptions } from './options';
import { reporterFor, type Format } from './reporters/formats';
import type { ReportedFinding, ReportedFix, ReportedPlace, Summary } from './reporters/reporter';
import { startSweep, type Sweep } from './sweep';
import { trouble, warn } from './trouble';

export interface CheckOptions extends SharedOptions {
  readonly format: Format;
  readonly deny?: 'warnings';
  readonly rule: Severities;
}

/** Checks the paths and prints. Status 1 when something is at error level, 2 when a file could not be read. */
export async function check(paths: readonly string[], options: CheckOptions): Promise<ExitStatus> {
  for (const name of options.rule.keys()) {
    const reason = unknownRule(name);
    if (reason !== undefined) throw trouble(`--rule: ${reason}`);
  }
  const reporter = await reporterFor(options.format, (text) => void process.stdout.write(text));
  const boards = openBoards(options, options.rule, warn);
  const display = createDisplay(paths);
  const sources = findSources(paths);
  const { roots, parts, fragments } = sources;
  if (roots.length + parts.length + fragments.length === 0) return 2;
  const sweep = startSweep(roots.length + parts.length + fragments.length);
  const tally = await checkAll(sources, boards, sweep, (it) => {
    sweep.clear();
    reporter.finding(reported(it, boards, display));
  }).finally(sweep.end);
  reporter.end(tally);
  if (sweep.isInterrupted()) warn(`interrupted: only ${tally.files} of ${sweep.of} files checked`);
  const { counts, files } = tally;
  if (files < tally.asked || sources.absent > 0 || sweep.isInterrupted()) return 2;
  const isDenied = counts.error > 0 || (options.deny === 'warnings' && counts.warning > 0);
  return isDenied ? 1 : 0;
}

interface Tally extends Summary {
  /** Files that were to be looked at. */
  readonly asked: number;
}

async function checkAll(
  sources: Sources,
  boards: Boards,
  sweep: Sweep,
  report: (it: Diagnostic) => void,
): Promise<Tally> {
  const counts: Record<Severity, number> = { error: 0, warning: 0, information: 0, hint: 0 };
  const tally = { asked: 0, files: 0, counts };
  const said = new Set<string>();
  const read = new Set<string>();
  /** Reports what is found in one file, or in all that a root reads. */
  const take = (root: string, only?: string): boolean => {
    const analysis = boards.analyse(root);
    if (analysis === undefined) warn(`cannot read ${root}`);
    for (const file of analysis?.reads ?? []) read.add(file);
    for (const diagnostic of analysis ? unsaid(analysis, said) : []) {
      if (only !== undefined && diagnostic.file !== only) continue;
      counts[diagnostic.severity]++;
      report(diagnostic);
    }
    return analysis !== undefined;
  };
  const count = (isRead: boolean) => {
    tally.asked++;
    if (isRead) tally.files++;
  };
  const { fragments, parts, roots } = sources;
  const checkPart = (part: string) => {
    const readers = readersOf(part, boards);
    count(readers.length === 0 ? take(part) : readers.every((it) => take(it, part)));
  };
  const isAlone = roots.length === 1;
  for (const root of roots) {
    if (!(await sweep.goesOn(root))) return tally;
    if (isAlone || !boards.configuredOverlays(root).has(root)) count(take(root));
  }
  for (const part of parts) {
    if (!(await sweep.goesOn(part))) return tally;
    checkPart(part);
  }
  for (const fragment of fragments) {
    if (!(await sweep.goesOn(fragment))) return tally;
    if (!read.has(fragment)) count(take(fragment));
  }
  return tally;
}

/** The roots that read a fragment: those that the configuration names, and those beside it. */
function readersOf(part: string, boards: Boards): readonly string[] {
  const known = new Set([...boards.configuredRoots(part), ...rootsBeside(part)]);
  return [...known].filter((it) => boards.analyse(it)?.reads.some((file) => file === part));
}

/** The findings that no root before has had. */
function unsaid(analysis: Analysis, said: Set<string>): readonly Diagnostic[] {
  return analysis.diagnostics().filter(({ code, file, message, range }) => {
    const key = `${file} ${range.start} ${range.end} ${code} ${message}`;
    const isNew = !said.has(key);
    said.add(key);
    return isNew;
  });
}

function reported(diagnostic: Diagnostic, boards: Boards, display: Display): ReportedFinding {
  const { code, file, fixes, message, range, related, severity } = diagnostic;
  const place = (at: FileId, where: TextRange): ReportedPlace =>
    placeOf(boards.file(at), display(at), where);
  return {
    ...place(file, range),
    code,
    severity,
    message,
    related: related.map((it) => ({ ...place(it.file, it.range), message: it.message })),
    fixes: fixes.map((fix): ReportedFix => {
      const edits = [...(textEditsOf(fix, boards.file) ?? [])];
      return {
        title: fix.title,
        edits: edits.map(([id, own]) => ({
          file: display(id),
          edits: own.map((it) => ({ ...it, positions: place(id, it.range).range })),
        })),
      };
    }),
  };
}

function placeOf(source: SourceFile | undefined, file: string, at: TextRange): ReportedPlace {
  if (source === undefined) {
    const start = { line: 0, character: 0 };
    return { file, range: { start, end: start }, line: '' };
  }
  const lines = linesOf(source);
  const range = positionsOf(lines, at);
  const { line } = range.start;
  const text = textBetween(source, lines.lineStart(line), lines.lineStart(line + 1));
  return { file, range, line: text.trimEnd() };
}
