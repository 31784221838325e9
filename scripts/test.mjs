// `npm test`: installs, builds, and runs the unit tests. Those need nothing but Node; what needs
// other programs is run by .ci/run, and a line for each program that is not here says so.
import fs from 'node:fs';
import path from 'node:path';
import { installIfNeeded, runNode } from './install.mjs';

const optional = [
  ['cpp', 'kernel boards against cpp | dtc (npm run conformance:linux)'],
  ['dtc', 'kernel boards against cpp | dtc (npm run conformance:linux)'],
  ['dt-doc-validate', 'schemas/ under the meta-schemas of dt-schema (dt-doc-validate schemas)'],
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
