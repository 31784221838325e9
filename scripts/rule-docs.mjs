// Writes the pages of docs/rules and the rule names in package.json from the rules; the same tests hold them up to date.
import { spawnSync } from 'node:child_process';
import process from 'node:process';
import { root } from './install.mjs';

const { status } = spawnSync(
  'npx',
  ['vitest', 'run', 'test/rules/docs.test.ts', 'test/settings.test.ts'],
  {
    cwd: root,
    env: { ...process.env, UPDATE_DOCS: '1' },
    shell: process.platform === 'win32',
    stdio: 'inherit',
  },
);
process.exitCode = status ?? 1;
