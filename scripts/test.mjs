// `npm test`: installs, builds, and runs the unit tests. They need nothing but Node; a line for each
// program that is not here names the comparisons that are left out. .ci/run installs them all.
import fs from 'node:fs';
import path from 'node:path';
import { installIfNeeded, runNode } from './install.mjs';

const bindings = 'test/bindings/dt-schema-tools.test.ts';
const optional = [
  ['cpp', 'kernel boards against cpp | dtc (npm run conformance:linux)'],
  ['dtc', `kernel boards against cpp | dtc (npm run conformance:linux), and part of ${bindings}`],
  ['dt-doc-validate', `part of ${bindings}`],
  ['dt-validate', `part of ${bindings}`],
  ['qemu-system-aarch64', 'boards on the real Xen (npm run conformance:xen)'],
  ['chromium', 'the suite inside VS Code (npm run test:code-server)'],
];

installIfNeeded();
const built = runNode('scripts/build.mjs');
if (built !== 0) process.exit(built);
for (const [program, tests] of optional) {
  if (!isOnPath(program)) console.error(`not installed: ${program}; not run: ${tests}`);
}
process.exit(runNode('node_modules/vitest/vitest.mjs', ['run', ...process.argv.slice(2)]));

function isOnPath(program) {
  return (process.env.PATH ?? '')
    .split(path.delimiter)
    .some((folder) => fs.existsSync(path.join(folder, program)));
}
