/**
 * For people: each finding with the line that it is about, underlined, where related places are, and what would mend
 * it; a summary at the end. Coloured for terminals.
 */
import type { PositionRange } from '../../text/text-range';
import { severities, type Severity } from '../../text/severity';
import { paintsFor, type Paints } from './colours';
import type { Print, ReportedFinding, ReportedPlace, Reporter, Summary } from './reporter';

/** Columns of source that are shown. */
const widest = 120;
/** Columns that a tab takes. */
const tab = '    ';

/** Prints each finding as it comes. */
export function prettyReporter(
  print: Print,
  paints: Paints = paintsFor(process.stdout, process.env),
): Reporter {
  return {
    finding: (it) => print(`${describe(it, paints).join('\n')}\n\n`),
    end: (summary) => print(`${summaryLine(summary, paints)}\n`),
  };
}

function describe(finding: ReportedFinding, paints: Paints): readonly string[] {
  const paint = paints[finding.severity];
  const gutter = String(finding.range.start.line + 1).length;
  return [
    `${paint(`${finding.severity}[${finding.code}]`)}${paints.bold(`: ${finding.message}`)}`,
    ...excerpt(finding, gutter, paint, paints),
    ...finding.related.flatMap((it) => [
      `${' '.repeat(gutter)} ${paints.dim('=')} ${it.message}: ${placeOf(it)}`,
    ]),
    ...helpLines(finding, gutter, paints),
  ];
}

function excerpt(
  place: ReportedPlace,
  gutter: number,
  paint: (text: string) => string,
  paints: Paints,
): readonly string[] {
  const { range } = place;
  const margin = ' '.repeat(gutter);
  const head = `${margin}${paints.dim('-->')} ${placeOf(place)}`;
  if (place.line.trim() === '') return [head];
  const { text, before, marked } = shownPart(place.line, range);
  return [
    head,
    `${margin} ${paints.dim('|')}`,
    `${paints.dim(`${range.start.line + 1} |`)} ${text}`,
    `${margin} ${paints.dim('|')} ${' '.repeat(before)}${paint('^'.repeat(marked))}`,
  ];
}

/** The part of a line around the range, tabs widened, and where in it the range lies, in columns. */
function shownPart(line: string, { start, end }: PositionRange) {
  const last = end.line === start.line ? end.character : line.length;
  const from = start.character > widest ? start.character - widest / 2 : 0;
  const widen = (text: string) => text.replaceAll('\t', tab);
  const text = widen(line.slice(from));
  const before = widen(line.slice(from, start.character)).length;
  const marked = Math.max(1, widen(line.slice(start.character, last).trimEnd()).length);
  return {
    text: text.length > widest ? `${text.slice(0, widest)} …` : text,
    before,
    marked: Math.max(1, Math.min(marked, widest - before)),
  };
}

function helpLines({ fixes }: ReportedFinding, gutter: number, paints: Paints): readonly string[] {
  const margin = ' '.repeat(gutter);
  return fixes.map(({ title }) => `${margin} ${paints.help('help:')} ${title}`);
}

function placeOf({ file, range: { start } }: ReportedPlace): string {
  return `${file}:${start.line + 1}:${start.character + 1}`;
}

function summaryLine({ counts, files }: Summary, paints: Paints): string {
  const where = `in ${numbered(files, 'file')}`;
  const found = severities.filter((it) => counts[it] > 0);
  if (found.length === 0) return `${paints.good('no findings')} ${where}`;
  const parts = found.map((it) => paints[it](numbered(counts[it], nounOf(it))));
  return `${parts.join(', ')} ${where}`;
}

function nounOf(severity: Severity): string {
  return severity === 'information' ? 'remark' : severity;
}

function numbered(count: number, noun: string): string {
  return count === 1 ? `1 ${noun}` : `${count} ${noun}s`;
}
