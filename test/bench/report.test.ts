import { describe, expect, test } from 'vitest';
import { withReport } from './document';
import { report, table, type BenchResult } from './report';
import type { ScenarioResult } from './run-scenario';
import { statisticsOf } from './statistics';

const machine = {
  ...{ processor: 'A Processor', processors: 2, memoryGiB: 8, system: 'linux x64', load: 0.1 },
  costOfRest: 1.5,
  ...{ node: 'v20.0.0', cpp: 'cpp 12', dtc: 'dtc 1.6.1', date: '2026-01-02' },
};

function scenario(name: string, editMs: number): ScenarioResult {
  const edits = statisticsOf([editMs]);
  return {
    ...{ name, group: 'flat', lines: 10, bytes: 100, initializeMs: 50, findings: 3 },
    edits: edits === undefined ? {} : { type: edits },
    ...{ allEdits: edits, coldEdits: undefined, pull: undefined },
    ...{ editsInRow: statisticsOf([editMs / 4]), floor: statisticsOf([editMs / 8]) },
    ...{ completionBehindKey: undefined, requests: {}, burstLag: undefined },
    cpuMsPerEdit: 1.234,
    memory: { idleMiB: 60, openMiB: 100, afterEditsMiB: 150, edits: 1000, peakMiB: 160 },
    ...{ initialize: undefined, coldOpen: statisticsOf([80]), compile: undefined },
    stages: { lex: statisticsOf([0.5]) ?? { count: 0, least: 0, median: 0, p95: 0, most: 0 } },
    reference: statisticsOf([40]),
    warmOpen: statisticsOf([30]),
    warmSettled: statisticsOf([50]),
    ratios: { open: 2, warmOpen: 0.75, compile: undefined },
  };
}

const result: BenchResult = {
  ...{ machine, lists: undefined, skipped: [] },
  scenarios: [scenario('flat-1k', 2), scenario('flat-100k', 5)],
};

describe('a table', () => {
  test('has a line for each row, all of them equally long', () => {
    const columns = [
      { title: 'input', cell: (it: ScenarioResult) => it.name },
      { title: 'n', cell: (it: ScenarioResult) => String(it.lines) },
    ];
    expect(table(columns, result.scenarios).split('\n')).toEqual([
      '| input     |   n |',
      '| --------- | --: |',
      '| flat-1k   |  10 |',
      '| flat-100k |  10 |',
    ]);
  });
});

describe('a report', () => {
  const text = report(result);

  test('begins with the machine', () => {
    expect(text).toMatch(/^2026-01-02: 2 × A Processor, 8 GiB, linux x64; Node v20\.0\.0, cpp 12/);
    expect(text).toContain('takes 1.50× as long for a small file as in a row');
  });

  test('has the numbers of each scenario', () => {
    expect(text).toMatch(/\| flat-100k .*\| +5\.00 \/ 5\.00 \|/);
    expect(text).toMatch(
      /\| flat-1k .*\| +2\.00 \/ 2\.00 \| +0\.25 \/ 0\.25 \| +– \| +0\.50 \/ 0\.50 \|/,
    );
    expect(text).toMatch(/\| +100 \| +150 \| +1\.50× \| +1000 \|/);
  });

  test('compares a hundred times the lines', () => {
    expect(text).toContain('A key in 100k lines against one in 1k lines: 2.50×.');
  });

  test('shows a dash for what was not measured', () => {
    expect(text).toMatch(/\| flat-1k .*– \|/);
    expect(text).not.toMatch(/undefined|NaN/);
  });

  test('says what it left out', () => {
    expect(report({ ...result, skipped: ['a board: not here'] })).toContain(
      '- not measured: a board: not here',
    );
  });

  test('tells of the lists', () => {
    const lists = {
      ...{ boards: 60, made: { reference: 59, compile: 58 } },
      ...{ reference: statisticsOf([1000]), compile: statisticsOf([500]) },
      ...{ check: statisticsOf([900]), compileRatio: 0.5, checkRatio: 0.9 },
    };
    const withLists = report({ ...result, lists });
    expect(withLists).toContain(
      '60 boards of the list, of which `cpp | dtc` made 59 blobs and we 58',
    );
    expect(withLists).toContain('`compile --batch`: 500, 0.50× of that');
  });
});

describe('the page', () => {
  const page = 'Text.\n<!-- begin of the last run -->\nold\n<!-- end of the last run -->\nMore.\n';

  test('gets the report between its markers', () => {
    const renewed = withReport(page, 'new\n');
    expect(renewed).toBe(
      'Text.\n<!-- begin of the last run -->\n\nnew\n\n<!-- end of the last run -->\nMore.\n',
    );
    expect(withReport(renewed, 'new\n')).toBe(renewed);
  });

  test('is left alone when it has no markers', () => {
    expect(() => withReport('Text.', 'new')).toThrow('lacks');
  });
});
