/** The result of a run as Markdown: one table of what a user feels, one of what each stage costs, one of lists. */
import type { ListTimes } from './baseline';
import type { Machine } from './machine';
import type { ScenarioResult } from './run-scenario';
import { measuredStages } from './stages';
import { ratio, type Statistics } from './statistics';

export interface BenchResult {
  readonly machine: Machine;
  readonly scenarios: readonly ScenarioResult[];
  readonly lists: ListTimes | undefined;
  /** What was left out, and why. */
  readonly skipped: readonly string[];
}

/** The whole report. */
export function report({ lists, machine, scenarios, skipped }: BenchResult): string {
  const parts = [
    describe(machine),
    '### In the editor',
    table(editorColumns, scenarios),
    growth(scenarios),
    '### By kind of edit',
    table(kindColumns, scenarios),
    '### By stage',
    table(stageColumns, scenarios),
    '### Against `cpp | dtc`',
    table(referenceColumns, scenarios),
    lists === undefined ? '' : describeLists(lists),
    skipped.map((it) => `- not measured: ${it}`).join('\n'),
  ];
  return `${parts.filter((it) => it !== '').join('\n\n')}\n`;
}

interface Column {
  readonly title: string;
  readonly cell: (row: ScenarioResult) => string;
}

/** A Markdown table, its columns as wide as what is in them, as prettier wants it. */
export function table(columns: readonly Column[], rows: readonly ScenarioResult[]): string {
  const cells = [
    columns.map((it) => it.title),
    ...rows.map((row) => columns.map((it) => it.cell(row))),
  ];
  const widths = columns.map((_, i) => Math.max(3, ...cells.map((row) => row[i]?.length ?? 0)));
  const line = (row: readonly string[]) =>
    `| ${row.map((it, i) => (i === 0 ? it.padEnd(widths[i] ?? 0) : it.padStart(widths[i] ?? 0))).join(' | ')} |`;
  const rule = widths.map((it, i) => (i === 0 ? '-'.repeat(it) : `${'-'.repeat(it - 1)}:`));
  const [head = [], ...body] = cells;
  return [line(head), `| ${rule.join(' | ')} |`, ...body.map(line)].join('\n');
}

const nameColumn: Column = { title: 'input', cell: (it) => it.name };

const editorColumns: readonly Column[] = [
  nameColumn,
  { title: 'lines', cell: (it) => String(it.lines) },
  { title: 'findings', cell: (it) => String(it.findings) },
  { title: 'cold open', cell: (it) => milliseconds(it.coldOpen?.median) },
  { title: 'key → diagnostics, median / p95', cell: (it) => medianAndP95(it.allEdits) },
  { title: 'floor', cell: (it) => medianAndP95(it.floor) },
  { title: 'in the first rounds', cell: (it) => medianAndP95(it.coldEdits) },
  { title: 'keys in a row', cell: (it) => medianAndP95(it.editsInRow) },
  { title: 'pulled', cell: (it) => medianAndP95(it.pull) },
  { title: 'CPU per edit', cell: (it) => milliseconds(it.cpuMsPerEdit) },
  { title: 'completion behind a key', cell: (it) => medianAndP95(it.completionBehindKey) },
  { title: 'hover', cell: (it) => medianAndP95(it.requests.hover) },
  { title: 'symbols', cell: (it) => medianAndP95(it.requests.symbols) },
  { title: 'tokens', cell: (it) => medianAndP95(it.requests.tokens) },
  { title: 'burst lag, median / most', cell: (it) => medianAndMost(it.burstLag) },
  { title: 'open, MiB', cell: (it) => whole(it.memory?.openMiB) },
  { title: 'after edits, MiB', cell: (it) => whole(it.memory?.afterEditsMiB) },
  {
    title: 'growth',
    cell: ({ memory }) => times(ratio(memory?.afterEditsMiB, memory?.openMiB)),
  },
  { title: 'edits', cell: (it) => String(it.memory?.edits ?? '–') },
];

const kindColumns: readonly Column[] = [
  nameColumn,
  ...['type', 'erase', 'add property', 'remove property', 'add node', 'remove node'].map(ofKind),
  ...['remove brace', 'restore brace', 'open quote', 'erase quote'].map(ofKind),
  ...['open comment', 'close comment', 'move module', 'overlap module'].map(ofKind),
];

function ofKind(kind: string): Column {
  return { title: kind, cell: (it) => milliseconds(it.edits[kind]?.median) };
}

const stageColumns: readonly Column[] = [
  nameColumn,
  ...measuredStages.map((stage): Column => ({
    title: stage,
    cell: (it) => milliseconds(it.stages[stage]?.median),
  })),
];

const referenceColumns: readonly Column[] = [
  nameColumn,
  { title: 'cpp \\| dtc, least / median', cell: ({ reference: it }) => leastAndMedian(it) },
  { title: 'cold open', cell: (it) => milliseconds(it.coldOpen?.median) },
  { title: 'ratio', cell: (it) => times(it.ratios.open) },
  { title: 'open, warm', cell: (it) => milliseconds(it.warmOpen?.median) },
  { title: 'ratio', cell: (it) => times(it.ratios.warmOpen) },
  { title: 'included files too', cell: (it) => milliseconds(it.warmSettled?.median) },
  { title: 'compile, whole process', cell: (it) => milliseconds(it.compile?.median) },
  { title: 'ratio', cell: (it) => times(it.ratios.compile) },
  { title: 'start to initialize', cell: (it) => milliseconds(it.initialize?.median) },
];

function describe(machine: Machine): string {
  const { costOfRest, cpp, date, dtc, load, memoryGiB, node, processor, processors, system } =
    machine;
  const tools = [`Node ${node}`, cpp, dtc].filter((it) => it !== undefined).join(', ');
  return [
    `${date}: ${processors} × ${processor}, ${memoryGiB} GiB, ${system}; ${tools}; load ${load} at the start.`,
    'Times are in milliseconds.',
    ...(costOfRest === undefined
      ? []
      : [
          `Behind a rest of 100 ms, the TypeScript compiler takes ${times(costOfRest)} as long for a small file as in a row.`,
        ]),
  ].join('\n');
}

/** What a hundred times the lines cost. */
function growth(scenarios: readonly ScenarioResult[]): string {
  const median = (name: string) => scenarios.find((it) => it.name === name)?.allEdits?.median;
  const found = ratio(median('flat-100k'), median('flat-1k'));
  return found === undefined ? '' : `A key in 100k lines against one in 1k lines: ${times(found)}.`;
}

function describeLists(lists: ListTimes): string {
  const { boards, check, checkRatio, compile, compileRatio, made, reference } = lists;
  return [
    `The ${boards} boards of the list, of which \`cpp | dtc\` made ${made.reference} blobs and we ${made.compile}; median:`,
    '',
    `- \`cpp | dtc\`, two at a time: ${milliseconds(reference?.median)}`,
    `- \`compile --batch\`: ${milliseconds(compile?.median)}, ${times(compileRatio)} of that`,
    `- \`check\`: ${milliseconds(check?.median)}, ${times(checkRatio)} of that`,
  ].join('\n');
}

function medianAndP95(it: Statistics | undefined): string {
  return it === undefined ? '–' : `${milliseconds(it.median)} / ${milliseconds(it.p95)}`;
}

function medianAndMost(it: Statistics | undefined): string {
  return it === undefined ? '–' : `${milliseconds(it.median)} / ${milliseconds(it.most)}`;
}

function leastAndMedian(it: Statistics | undefined): string {
  return it === undefined ? '–' : `${milliseconds(it.least)} / ${milliseconds(it.median)}`;
}

/** Three digits: more would be noise. */
function milliseconds(value: number | undefined): string {
  if (value === undefined) return '–';
  return value.toFixed(value < 10 ? 2 : value < 100 ? 1 : 0);
}

function whole(value: number | undefined): string {
  return value === undefined ? '–' : value.toFixed(0);
}

function times(value: number | undefined): string {
  return value === undefined ? '–' : `${value.toFixed(2)}×`;
}
