// `npm run bench`: installs, builds, and measures (docs/benchmarks.md). Options are passed on.
import process from 'node:process';
import { installIfNeeded, runNode } from './install.mjs';

installIfNeeded();
const built = runNode('scripts/build.mjs');
if (built !== 0) process.exit(built);
process.exit(
  runNode('scripts/run-typescript.mjs', ['test/bench/main.ts', ...process.argv.slice(2)]),
);
