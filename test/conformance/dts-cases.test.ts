/**
 * The language cases: small sources with the verdicts of real cpp 12.2 and dtc 1.6.1. Accepted ones must give the
 * same bytes, refused ones must be refused, and mistakes in the `pos-*` boards must be reported within one line of
 * dtc's own position or of the line that was broken on purpose.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { buildTree, type BuiltTree } from '../../server/src/cli/build-tree';
import { createDiskFiles } from '../../server/src/cli/disk-files';
import { linesOf } from '../../server/src/lexer/source-file';
import { locate } from '../../server/src/preprocessor/locate';
import { positionAt } from '../../server/src/text/line-index';
import { writeDtb } from '../../server/src/tree/write-dtb';

interface Verdict {
  readonly verdict: 'accept' | 'refuse' | 'crash';
  readonly sha256?: string;
  readonly errors?: readonly { readonly line?: number; readonly end_line?: number }[];
}

const folder = resolve(__dirname, 'dts');
const read = (name: string): unknown => JSON.parse(readFileSync(`${folder}/${name}`, 'utf8'));
const verdicts = (read('verdicts.json') as { cases: Record<string, Verdict> }).cases;
const options = read('options.json') as Record<string, { symbols?: boolean; defs?: string[] }>;
const causes = read('causes.json') as Record<string, number>;
const names = readdirSync(`${folder}/cases`)
  .filter((it) => it.endsWith('.dts'))
  .map((it) => it.slice(0, -4));

function build(name: string): BuiltTree {
  const built = buildTree({
    files: createDiskFiles(),
    path: `${folder}/cases/${name}.dts`,
    includePaths: [`${folder}/inc`],
    defines: new Map(options[name]?.defs?.map((it) => [it, '1'])),
    overlays: [],
    nameOf: (path) => relative(folder, path),
  });
  if (built === undefined) throw new Error(`cannot read case ${name}`);
  return built;
}

function errorLines(built: BuiltTree): number[] {
  return built.problems
    .filter((it) => it.severity === 'error')
    .map((problem) => {
      const at = locate(problem.at, built.file);
      const file = at && built.file(at.file);
      return at && file ? positionAt(linesOf(file), at.range.start).line + 1 : 0;
    });
}

test('there are as many cases as verdicts', () => {
  expect(names.length).toBe(Object.keys(verdicts).length);
});

test.each(names)('%s', (name) => {
  const verdict = verdicts[name];
  const built = build(name);
  const lines = errorLines(built);
  if (verdict?.verdict === 'accept') {
    expect(built.problems.filter((it) => it.severity === 'error')).toEqual([]);
    const blob = writeDtb(built.tree, { symbols: options[name]?.symbols ?? false });
    expect(createHash('sha256').update(blob).digest('hex')).toBe(verdict.sha256);
    return;
  }
  expect(lines.length).toBeGreaterThan(0);
  if (!name.startsWith('pos-')) return;
  const [first] = verdict?.errors ?? [];
  const from = first?.line ?? 0;
  const to = first?.end_line ?? from;
  const cause = causes[name] ?? from;
  const isNear = (line: number) =>
    (line >= from - 1 && line <= to + 1) || Math.abs(line - cause) <= 1;
  expect(lines.filter((it) => !isNear(it))).toEqual([]);
});
