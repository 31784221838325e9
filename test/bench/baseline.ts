/**
 * What everybody has: `cpp | dtc`, on the same files and in the same run as ours, so that their quotient holds on any
 * machine. Lists of boards are compiled by two pipelines at a time, alternating with ours.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Scenario } from './scenarios';
import { medianOf, ratio, statisticsOf, type Statistics } from './statistics';

/** The pipeline that a kernel build runs, as scripts/conformance-linux.mjs has it. $1: input, $2: output, $3: includes. */
const pipeline =
  'cpp -nostdinc -undef -D__DTS__ -x assembler-with-cpp $3 "$1" | ' +
  'dtc -q -I dts -O dtb $4 -o "$2" -';

/** Whether both programs are on this machine. */
export function hasReference(): boolean {
  return ['cpp', 'dtc'].every((it) => spawnSync(it, ['--version']).error === undefined);
}

/** The name and version that a program says of itself. */
export function versionOf(program: string): string | undefined {
  const { stdout } = spawnSync(program, ['--version'], { encoding: 'utf8' });
  return stdout?.split('\n')[0]?.replace(/^Version: /, '');
}

/** One run of `cpp | dtc` on a scenario's file, in milliseconds. */
export function runReference({ file, includePaths }: Scenario, work: string): number {
  const cppPaths = includePaths.map((it) => `-I ${it}`).join(' ');
  const dtcPaths = includePaths.map((it) => `-i ${it}`).join(' ');
  return timedRun('sh', ['-c', pipeline, 'reference', file, outputIn(work), cppPaths, dtcPaths], {
    mustSucceed: true,
  });
}

/** One run of `dts-chosen compile` on a scenario's file, in milliseconds. */
export function runCompile({ file, includePaths }: Scenario, cli: string, work: string): number {
  const include = includePaths.flatMap((it) => ['-I', it]);
  return timedRun(process.execPath, [cli, 'compile', ...include, file, '-o', outputIn(work)], {
    mustSucceed: true,
  });
}

function outputIn(work: string): string {
  return path.join(work, 'output.dtb');
}

export interface ListOptions {
  readonly cli: string;
  readonly linux: string;
  /** Paths below the tree. */
  readonly boards: readonly string[];
  readonly work: string;
  readonly rounds: number;
}

export interface ListTimes {
  readonly boards: number;
  /** How many of them each made a blob of: unlike numbers would compare unlike work. */
  readonly made: { readonly reference: number; readonly compile: number };
  readonly reference: Statistics | undefined;
  readonly compile: Statistics | undefined;
  readonly check: Statistics | undefined;
  /** Medians of the quotients of neighbouring runs. */
  readonly compileRatio: number | undefined;
  readonly checkRatio: number | undefined;
}

/** Compiles a list with `cpp | dtc` on two processors, with `compile --batch`, and checks it, in turn. */
export function measureList(options: ListOptions): ListTimes {
  const { boards, rounds, work } = options;
  const out = path.join(work, 'list');
  mkdirSync(out, { recursive: true });
  const prefixes = 'scripts/dtc/include-prefixes';
  const output = (i: number, kind: string) => path.join(out, `${i}.${kind}.dtb`);
  const lines = (kind: string) => boards.map((it, i) => [it, output(i, kind)] as const);
  const ours = path.join(out, 'ours');
  writeFileSync(
    ours,
    lines('ours')
      .map((it) => `${it.join('\t')}\n`)
      .join(''),
  );
  const theirs = lines('theirs').flat().join('\0');
  const tasks = {
    reference: () =>
      timedRun(
        'xargs',
        ['-0', '-n', '2', '-P', '2', 'sh', '-c', listPipeline(prefixes), 'reference'],
        { cwd: options.linux, input: theirs },
      ),
    compile: () => runCli(options, ['compile', '--batch', ours, '-I', prefixes]),
    check: () => runCli(options, ['check', '--format', 'gcc', '-I', prefixes, ...boards]),
  };
  const times = { reference: [], compile: [], check: [] } as Record<keyof typeof tasks, number[]>;
  for (let round = 0; round < rounds; round++) {
    times.reference.push(tasks.reference());
    times.compile.push(tasks.compile());
    times.check.push(tasks.check());
  }
  const madeBy = (kind: string) => lines(kind).filter(([, it]) => existsSync(it)).length;
  const made = { reference: madeBy('theirs'), compile: madeBy('ours') };
  rmSync(out, { recursive: true });
  const quotients = (own: readonly number[]) =>
    own.flatMap((it, i) => ratio(it, times.reference[i]) ?? []);
  return {
    boards: boards.length,
    made,
    reference: statisticsOf(times.reference),
    compile: statisticsOf(times.compile),
    check: statisticsOf(times.check),
    compileRatio: medianOf(quotients(times.compile)),
    checkRatio: medianOf(quotients(times.check)),
  };
}

function listPipeline(prefixes: string): string {
  return `set -- "$1" "$2" "-I ${prefixes}" "-i $(dirname "$1") -i ${prefixes}"; ${pipeline}`;
}

function runCli({ cli, linux }: ListOptions, args: readonly string[]): number {
  return timedRun(process.execPath, [cli, ...args], { cwd: linux });
}

/** Runs a program to its end. What it prints is its own affair; how it ends, too, unless the caller must succeed. */
function timedRun(
  program: string,
  args: readonly string[],
  options: { readonly cwd?: string; readonly input?: string; readonly mustSucceed?: true } = {},
): number {
  const started = performance.now();
  const { error, status } = spawnSync(program, args, {
    ...options,
    stdio: [options.input === undefined ? 'ignore' : 'pipe', 'ignore', 'ignore'],
  });
  if (error !== undefined) throw error;
  if (options.mustSucceed === true && status !== 0)
    throw new Error(`${program} ${args.join(' ')}: status ${status}`);
  return performance.now() - started;
}
