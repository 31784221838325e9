/**
 * `compile --batch`: a list of inputs, sharing the work on include files, over as many threads as there are
 * processors. Results are printed in the order of the list, whichever thread made them.
 */
import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { Worker } from 'node:worker_threads';
import { createCompiler, type BatchResult, type CompileOptions } from './compile';

/** Input and output of one file. */
export type Job = readonly [input: string, output: string];

/** Files handed to a thread at a time. */
const filesPerShare = 16;
/** Below this a thread costs more than it saves. */
const filesPerThread = 48;
/**
 * MiB for short-lived objects of a thread: a whole board fits, so that it is dropped rather than copied about. By itself
 * V8 starts with a sixteenth of that and grows too late for a run of a few seconds.
 */
const youngGeneration = 144;
/**
 * Bytecode that V8's optimizer may pull into one function, of 920 by itself: it would spend as much time on compiling as
 * a thread spends on boards, and what it inlines more hardly runs faster.
 */
const mostInlined = 100;

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
  const threads = Math.min(availableParallelism(), Math.floor(jobs.length / filesPerThread));
  if (threads > 1) await compileInThreads(jobs, threads, options, report);
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

/** Lets threads work off the list; one that dies fails the run. */
function compileInThreads(
  jobs: readonly Job[],
  threads: number,
  options: CompileOptions,
  report: (result: BatchResult) => void,
): Promise<unknown> {
  const next = createShares(jobs.length, threads);
  const done: BatchResult[] = [];
  let printed = 0;
  const finish = ({ from }: Share, results: readonly BatchResult[]) => {
    results.forEach((result, i) => (done[from + i] = result));
    for (let it = done[printed]; it !== undefined; it = done[++printed]) report(it);
  };
  setFlagsFromString(`--min-semi-space-size=${youngGeneration / 3}`);
  setFlagsFromString(`--max-inlined-bytecode-size-cumulative=${mostInlined}`);
  // V8's own threads would only take turns with ours: there is one for each processor.
  setFlagsFromString('--single-threaded');
  const work = (thread: number) =>
    new Promise<void>((resolve, reject) => {
      const worker = new Worker(join(__dirname, 'batch-worker.js'), {
        workerData: options,
        resourceLimits: { maxYoungGenerationSizeMb: youngGeneration },
      });
      let share: Share | undefined;
      const hand = () => {
        share = next(thread);
        if (share === undefined) void worker.terminate().then(() => resolve());
        else worker.postMessage(jobs.slice(share.from, share.to));
      };
      worker.on('message', (results: readonly BatchResult[]) => {
        if (share) finish(share, results);
        hand();
      });
      worker.on('error', reject);
      hand();
    });
  return Promise.all(Array.from({ length: threads }, (_, thread) => work(thread)));
}

interface Share {
  readonly from: number;
  readonly to: number;
}

/**
 * Hands out a list in shares. Each thread goes through a stretch of its own, since neighbours share their includes; one
 * that is through takes shares off the end of the longest stretch that is left.
 */
export function createShares(
  length: number,
  threads: number,
): (thread: number) => Share | undefined {
  const border = (at: number) => Math.round((at * length) / threads);
  const stretches = Array.from({ length: threads }, (_, i) => ({
    from: border(i),
    to: border(i + 1),
  }));
  const left = ({ from, to }: Share) => to - from;
  return (thread) => {
    const own = stretches[thread];
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
