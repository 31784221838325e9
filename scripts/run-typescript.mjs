// Runs a TypeScript program of this repository: node scripts/run-typescript.mjs FILE.ts [arguments]
import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { spawnSync } from 'node:child_process';
import { build } from 'esbuild';
import { root } from './install.mjs';

const [, , file, ...args] = process.argv;
if (file === undefined) {
  console.error('usage: node scripts/run-typescript.mjs FILE.ts [arguments]');
  process.exit(2);
}
const folder = path.join(root, '.cache');
mkdirSync(folder, { recursive: true });
const outfile = path.join(folder, `${path.basename(file, '.ts')}-${process.pid}.cjs`);
try {
  await build({
    entryPoints: [path.resolve(file)],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    logLevel: 'warning',
  });
  const { status } = spawnSync(process.execPath, [outfile, ...args], { stdio: 'inherit' });
  process.exitCode = status ?? 1;
} finally {
  rmSync(outfile, { force: true });
}
