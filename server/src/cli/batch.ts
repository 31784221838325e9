/**
 * `compile --batch`: a list of inputs, sharing the work on include files, over as many processes as there
 * are processors. Results are printed in the order of the list, whichever process made them.
 */
import { fork } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { createCompiler, type BatchResult, type CompileOptions } from './compile';

/** Input and output of one file. */
export type Job = readonly [input: string, output: string];

/** Files handed to a process at a time. */
const filesPerShare = 16;
/** Below this a process costs more than it saves. */
const filesPerProcess = 48;
/**
 * MiB for short-lived objects of a process: a whole board fits, so that it is dropped rather than copied about. By itself
 * V8 starts with a sixteenth of that and grows too late for a run of a few seconds.
 */
const youngGeneration = 48;
/**
 * Bytecode that V8's optimizer may pull into one function, of 920 by itself: it would spend as much time on compiling as
 * it spends on boards, and what it inlines more hardly runs faster.
 */
const mostInlined = 100;
/** There is a process for each processor: V8's own processes would only take turns with them. */
const workerFlags = [
  `--min-semi-space-size=${youngGeneration}`,
  `--max-semi-space-size=${youngGeneration}`,
  `--max-inlined-bytecode-size-cumulative=${mostInlined}`,
  '--single-threaded',
];

/**
 * Compiles the files of a list (lines `IN<TAB>OUT`) and prints one line of JSON per file. A refused input gets no
 * output file. The exit status is 0 once all were tried, 2 without a list.
 */
export async function compileBatch(
  list: string,
  options: CompileOptions,
  print: (line: string) => void,
): Promise<0 | 2> {
  const jobs = readList(list);
  if (jobs === undefined) {
    process.stderr.write(`dts-chosen: cannot read ${list}\n`);
    return 2;
  }
  const report = (result: BatchResult) => print(JSON.stringify(result));
  const processes = Math.min(availableParallelism(), Math.floor(jobs.length / filesPerProcess));
  if (processes > 1) await compileInProcesses(jobs, processes, options, report);
  else {
    const compile = createCompiler(options);
    for (const [input, output] of jobs) report(compile(input, output));
  }
  return 0;
}

function readList(path: string): readonly Job[] | undefined {
  try {
    return readFileSync(path, 'utf8')
      .split('\n')
      .filter((line) => isJob(line))
      .map((line) => {
        const [input = '', output = ''] = line.split('\t');
        return [input, output] as const;
      });
  } catch {
    return undefined;
  }
}

/** Blank lines and comments are nothing; another line without a tab is a mistake, and said to be one. */
function isJob(line: string): boolean {
  if (line.includes('\t') && !line.startsWith('#')) return true;
  if (line.trim() !== '' && !line.startsWith('#'))
    process.stderr.write(`dts-chosen: expected IN, tab, OUT in the list, found "${line}"\n`);
  return false;
}

/** Lets processes work off the list; one that dies fails the run. */
function compileInProcesses(
  jobs: readonly Job[],
  processes: number,
  options: CompileOptions,
  report: (result: BatchResult) => void,
): Promise<unknown> {
  const next = createShares(jobs.length, processes);
  const done: BatchResult[] = [];
  let printed = 0;
  const finish = ({ from }: Share, results: readonly BatchResult[]) => {
    results.forEach((result, i) => (done[from + i] = result));
    for (let it = done[printed]; it !== undefined; it = done[++printed]) report(it);
  };
  const work = (number: number) =>
    new Promise<void>((resolve, reject) => {
      const worker = fork(join(__dirname, 'batch-worker.js'), {
        execArgv: workerFlags,
        serialization: 'advanced',
      });
      let share: Share | undefined;
      const hand = () => {
        share = next(number);
        if (share === undefined) worker.disconnect();
        else worker.send(jobs.slice(share.from, share.to));
      };
      worker.on('message', (results: readonly BatchResult[]) => {
        if (share) finish(share, results);
        hand();
      });
      worker.on('error', reject);
      worker.on('exit', (code) => {
        if (share === undefined && code === 0) resolve();
        else reject(new Error(`a process of compile --batch ended early (${code ?? 'killed'})`));
      });
      worker.send(options);
      hand();
    });
  return Promise.all(Array.from({ length: processes }, (_, number) => work(number)));
}

interface Share {
  readonly from: number;
  readonly to: number;
}

/**
 * Hands out a list in shares. Each process goes through a stretch of its own, since neighbours share their includes; one
 * that is through takes shares off the end of the longest stretch that is left.
 */
export function createShares(
  length: number,
  processes: number,
): (number: number) => Share | undefined {
  const border = (at: number) => Math.round((at * length) / processes);
  const stretches = Array.from({ length: processes }, (_, i) => ({
    from: border(i),
    to: border(i + 1),
  }));
  const left = ({ from, to }: Share) => to - from;
  return (number) => {
    const own = stretches[number];
    if (own !== undefined && left(own) > 0) {
      const { from } = own;
      own.from = Math.min(own.to, from + filesPerShare);
      return { from, to: own.from };
    }
    const longest = stretches.reduce((a, b) => (left(b) > left(a) ? b : a));
    if (left(longest) === 0) return undefined;
    const { to } = longest;
    longest.to -= Math.min(filesPerShare, Math.ceil(left(longest) / 2));
    return { from: longest.to, to };
  };
}
