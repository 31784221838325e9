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

/** Files handed to a thread at a time: neighbours in a list share their includes. */
const filesPerShare = 16;
/** Below this a thread costs more than it saves. */
const filesPerThread = 48;
/**
 * MiB for short-lived objects of a thread: a whole board fits, so that it is dropped rather than copied about. By itself
 * V8 starts with a sixteenth of that and grows too late for a run of a few seconds.
 */
const youngGeneration = 144;

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

/** Hands out shares of the list until none is left; a thread that dies fails the run. */
function compileInThreads(
  jobs: readonly Job[],
  threads: number,
  options: CompileOptions,
  report: (result: BatchResult) => void,
): Promise<unknown> {
  const shares: (readonly Job[])[] = [];
  for (let at = 0; at < jobs.length; at += filesPerShare)
    shares.push(jobs.slice(at, at + filesPerShare));
  const done = new Map<number, readonly BatchResult[]>();
  let next = 0;
  let printed = 0;
  const finish = (share: number, results: readonly BatchResult[]) => {
    done.set(share, results);
    for (let ready = done.get(printed); ready !== undefined; ready = done.get(printed)) {
      ready.forEach(report);
      done.delete(printed++);
    }
  };
  setFlagsFromString(`--min-semi-space-size=${youngGeneration / 3}`);
  const work = () =>
    new Promise<void>((resolve, reject) => {
      const worker = new Worker(join(__dirname, 'batch-worker.js'), {
        workerData: options,
        resourceLimits: { maxYoungGenerationSizeMb: youngGeneration },
      });
      let share = -1;
      const hand = () => {
        const jobs = shares[next];
        if (jobs === undefined) {
          void worker.terminate().then(() => resolve());
          return;
        }
        share = next++;
        worker.postMessage(jobs);
      };
      worker.on('message', (results: readonly BatchResult[]) => {
        finish(share, results);
        hand();
      });
      worker.on('error', reject);
      hand();
    });
  return Promise.all(Array.from({ length: threads }, work));
}
