// Builds everything into dist/: the client, the language server, the command line, the binding
// schemas as JSON, and the bundles of the VS Code tests. A bundle needs no node_modules, except
// that the test suites load mocha and the test runners load their tools from there.
import fs from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';
import { parse } from 'yaml';
import { root } from './install.mjs';

const node = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  sourcemap: true,
  logLevel: 'warning',
  // Some packages' "main" is UMD, whose require() calls a bundler cannot see.
  mainFields: ['module', 'main'],
};

// Suites are found by listing this folder, so nothing old may stay in it.
fs.rmSync(path.join(root, 'dist/test'), { recursive: true, force: true });
try {
  await Promise.all([
    bundle({ client: 'client/src/extension.ts' }, { external: ['vscode'] }),
    bundle({ server: 'server/src/protocol/main.ts' }),
    bundle({ cli: 'server/src/cli/main.ts' }, { banner: { js: '#!/usr/bin/env node' } }),
    bundle({ 'batch-worker': 'server/src/cli/batch-worker.ts' }),
    bundle(suites(), { outdir: 'dist/test/suite', external: ['vscode', 'mocha'] }),
    bundle(runners(), {
      outdir: 'dist/test',
      packages: 'external',
      banner: { js: '#!/usr/bin/env node' },
    }),
  ]);
} catch {
  process.exit(1); // esbuild has said what is wrong
}
makeExecutable('dist/cli.js', 'dist/test/code-shim.js');
const schemas = writeSchemas();
console.error(`built dist/ with ${schemas} binding schemas`);

function bundle(entryPoints, options = {}) {
  return build({ ...node, outdir: 'dist', ...options, entryPoints });
}

/** Mocha loads these one by one inside the extension host; stack traces name them. */
function suites() {
  return bundlesOf('test/e2e/suite');
}

/** Ordinary Node programs that start a VS Code. */
function runners() {
  return Object.fromEntries(
    ['install-code-server', 'code-shim', 'run-suite', 'run-ui'].map((name) => [
      name,
      `test/e2e/host/${name}.ts`,
    ]),
  );
}

function bundlesOf(folder) {
  const files = fs.readdirSync(path.join(root, folder)).filter((file) => file.endsWith('.ts'));
  return Object.fromEntries(files.map((file) => [file.slice(0, -3), `${folder}/${file}`]));
}

function makeExecutable(...files) {
  for (const file of files) fs.chmodSync(path.join(root, file), 0o755);
}

/** `[{ path, schema }]`, sorted by path, with `/` in paths; returns their number. */
function writeSchemas() {
  const folder = path.join(root, 'schemas');
  const all = fs
    .readdirSync(folder, { recursive: true })
    .map((file) => file.split(path.sep).join('/'))
    .filter((file) => file.endsWith('.yaml'))
    .sort()
    .map((file) => ({
      path: file,
      schema: parse(fs.readFileSync(path.join(folder, file), 'utf8')),
    }));
  fs.writeFileSync(path.join(root, 'dist/schemas.json'), JSON.stringify(all));
  return all.length;
}
