/**
 * A process of `compile --batch`: is first sent the options, then one share of files after the other, and sends back
 * what came of each. It ends with the connection.
 */
import type { Job } from './batch';
import { createCompiler, type CompileOptions } from './compile';

process.once('message', (options: CompileOptions) => {
  const compile = createCompiler(options);
  process.on('message', (jobs: readonly Job[]) => {
    process.send?.(jobs.map(([input, output]) => compile(input, output)));
  });
});
