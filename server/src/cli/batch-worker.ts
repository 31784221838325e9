/** A thread of `compile --batch`: compiles each share of files that it is sent and sends back what came of it. */
import { parentPort, workerData } from 'node:worker_threads';
import type { Job } from './batch';
import { compileOne, type CompileOptions } from './compile';
import { createDiskFiles } from './disk-files';

const files = createDiskFiles();
const options = workerData as CompileOptions;

parentPort?.on('message', (jobs: readonly Job[]) => {
  parentPort?.postMessage(jobs.map((job) => compileOne(files, job, options)));
});
