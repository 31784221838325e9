/**
 * Compares the findings of our `dtc/…` rules with those of the real dtc 1.6.1: for each file the check names and
 * node paths of `cpp | dtc`, counted, must be ours. Where dtc itself gives a check up ("Failed prerequisite"),
 * which we do node by node, that check is not compared. Prints one line for each difference and a summary.
 *
 *   node scripts/run-typescript.mjs test/conformance/dtc-checks.ts [--root DIR] [-I DIR]… (--list FILE | FILE…)
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { buildTree } from '../../server/src/cli/build-tree';
import { createDiskFiles, type DiskFiles } from '../../server/src/cli/disk-files';
import { platformOf } from '../../server/src/model/platform';
import { rules } from '../../server/src/rules/registry';
import { runRules } from '../../server/src/rules/run-rules';

const wantedVersion = '1.6.1';

interface Options {
  readonly root: string;
  readonly includes: readonly string[];
}

/** `check path` of each finding, as often as it was given; of a refused file only the checks that refuse it. */
interface Findings {
  readonly found: readonly string[];
  /** Checks that dtc did not run to the end. */
  readonly givenUp: ReadonlySet<string>;
  readonly isRefused: boolean;
}

function main(): number {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      root: { type: 'string', default: process.cwd() },
      include: { type: 'string', short: 'I', multiple: true, default: [] },
      list: { type: 'string' },
    },
  });
  const version = dtcVersion();
  if (version !== wantedVersion) {
    console.log(`skipped: needs cpp and dtc ${wantedVersion}, found ${version ?? 'none'}`);
    return 0;
  }
  const root = path.resolve(values.root);
  const options = { root, includes: values.include };
  const named = values.list === undefined ? positionals : readList(values.list);
  const missing = named.filter((it) => !existsSync(path.join(root, it)));
  if (missing.length > 0) {
    console.log(`skipped: ${missing.length} of ${named.length} files are not in ${root}`);
    return 0;
  }
  return compareAll(named, options);
}

function compareAll(names: readonly string[], options: Options): number {
  const disk = createDiskFiles();
  let differing = 0;
  let findings = 0;
  for (const name of names) {
    const theirs = dtcFindings(name, options);
    const ours = ourFindings(name, options, disk);
    const differences = compare(theirs, ours);
    findings += theirs.found.length;
    if (differences.length === 0) continue;
    differing++;
    for (const it of differences) console.log(`${name}: ${it}`);
  }
  console.log(
    `${names.length - differing} of ${names.length} files alike (${findings} findings of dtc)`,
  );
  return differing === 0 ? 0 : 1;
}

function compare(theirs: Findings, ours: Findings): readonly string[] {
  if (theirs.isRefused !== ours.isRefused)
    return [theirs.isRefused ? 'only dtc refuses it' : 'only we refuse it'];
  const isSyntax = ours.isRefused && ours.found.length === 0;
  if (isSyntax) return [];
  const counts = new Map<string, number>();
  for (const it of theirs.found) counts.set(it, (counts.get(it) ?? 0) + 1);
  for (const it of ours.found) counts.set(it, (counts.get(it) ?? 0) - 1);
  return [...counts].flatMap(([it, count]) => {
    const check = it.split(' ')[0] ?? '';
    if (count === 0 || theirs.givenUp.has(check)) return [];
    return count > 0 ? [`${count} only from dtc: ${it}`] : [`${-count} only from us: ${it}`];
  });
}

function dtcFindings(name: string, { root, includes }: Options): Findings {
  const folder = path.dirname(path.join(root, name));
  const cpp = spawnSync(
    'cpp',
    [
      ...'-nostdinc -undef -D__DTS__ -x assembler-with-cpp'.split(' '),
      ...flags('-I', includes),
      name,
    ],
    { cwd: root, maxBuffer: 1 << 28 },
  );
  const inputs = [
    '-I',
    'dts',
    '-O',
    'dtb',
    '-o',
    '/dev/null',
    ...flags('-i', [folder, ...includes.map((it) => path.resolve(root, it))]),
  ];
  const dtc = spawnSync('dtc', [...inputs, '-'], {
    input: cpp.stdout,
    cwd: folder,
    maxBuffer: 1 << 28,
  });
  const lines = dtc.stderr.toString('latin1').split('\n');
  const isRefused = cpp.status !== 0 || dtc.status !== 0;
  const found: string[] = [];
  const givenUp = new Set<string>();
  for (const line of lines) {
    const [, level, check, rest] = /: (Warning|ERROR) \((\w+)\): (.*)$/.exec(line) ?? [];
    if (check === undefined || rest === undefined) continue;
    if (rest.startsWith('Failed prerequisite')) givenUp.add(check);
    else if (!isRefused) found.push(`${check} ${rest.split(':')[0] ?? ''}`);
    else if (level === 'ERROR') found.push(check);
  }
  return { found, givenUp, isRefused };
}

function ourFindings(name: string, { root, includes }: Options, files: DiskFiles): Findings {
  const built = buildTree({
    files,
    path: path.join(root, name),
    includePaths: includes.map((it) => path.resolve(root, it)),
    defines: new Map(),
    overlays: [],
    nameOf: (it) => it,
  });
  if (built === undefined) throw new Error(`cannot read ${name}`);
  const { tree, problems } = built;
  const errors = problems.filter((it) => it.severity === 'error');
  if (errors.length > 0)
    return { found: errors.flatMap(checkNames), givenUp: new Set(), isRefused: true };
  const target = { because: 'conformance' };
  const input = { tree, target, model: platformOf(tree, target), isFragment: false };
  const found = runRules(input, dtcRules).map(
    (it) => `${it.code.slice('dtc/'.length)} ${it.node ?? '/'}`,
  );
  return { found, givenUp: new Set(), isRefused: false };
}

/** The name of dtc's check that a problem is about. */
function checkNames({ code }: { readonly code: string }): readonly string[] {
  return code.startsWith('dtc/') ? [code.slice('dtc/'.length)] : [];
}

const dtcRules = rules.filter((it) => it.id.startsWith('dtc/'));

function flags(flag: string, values: readonly string[]): readonly string[] {
  return values.flatMap((it) => [flag, it]);
}

function readList(file: string): readonly string[] {
  const lines = readFileSync(file, 'utf8').split('\n');
  return lines
    .filter((it) => it !== '' && !it.startsWith('#'))
    .map((it) => it.split('\t')[0] ?? '');
}

function dtcVersion(): string | undefined {
  try {
    execFileSync('cpp', ['--version'], { stdio: 'ignore' });
    return /DTC (\S+)/.exec(execFileSync('dtc', ['--version'], { encoding: 'utf8' }))?.[1];
  } catch {
    return undefined;
  }
}

process.exitCode = main();
