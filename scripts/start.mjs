// `npm start`: installs, builds, and does the main job on examples/. The run has worked when
// `check` could look at every file, whatever it found: exit status 0.
import { installIfNeeded, runNode } from './install.mjs';

installIfNeeded();
const built = runNode('scripts/build.mjs');
if (built !== 0) process.exit(built);

console.log(
  '\ndts-chosen check examples/   (a board whose name says "broken" is broken on purpose)\n',
);
const colours = process.env.NO_COLOR === undefined ? { FORCE_COLOR: '1' } : {};
const status = runNode('dist/cli.js', ['check', 'examples/', ...process.argv.slice(2)], colours);
process.exit(status === 1 ? 0 : status);
