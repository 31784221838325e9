/** A thread of `compile --batch`: compiles each share of files that it is sent and sends back what came of it. */
import { parentPort, workerData } from 'node:worker_threads';
import type { Job } from './batch';
import { createCompiler, type CompileOptions } from './compile';

const compile = createCompiler(workerData as CompileOptions);

parentPort?.on('message', (jobs: readonly Job[]) => {
  parentPort?.postMessage(jobs.map(([input, output]) => compile(input, output)));
});
