// Brings node_modules in line with package-lock.json. Imports nothing but Node, since it runs
// before anything is installed. Facts: npm writes node_modules/.package-lock.json, the list of
// what is really there (npm documentation, "package-lock.json", hidden lockfiles).
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of package.json. */
export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

/** Runs `npm ci` if a package of package-lock.json is missing or has another version. Ends the process on failure. */
export function installIfNeeded() {
  requireNode(20);
  if (isInstalled()) return;
  console.error('installing the dependencies (npm ci) …');
  const npm = spawnSync('npm', ['ci'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  });
  if (npm.status !== 0) {
    console.error('npm ci failed: see its message above');
    process.exit(2);
  }
}

/** Runs one of our scripts or a tool of node_modules with this Node; its exit status, 2 if it was killed. */
export function runNode(script, args = [], env = {}) {
  const child = spawnSync(process.execPath, [path.join(root, script), ...args], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...env },
  });
  return child.status ?? 2;
}

function requireNode(major) {
  if (Number(process.versions.node.split('.')[0]) >= major) return;
  console.error(`Node ${major} or newer is needed, this is ${process.versions.node}`);
  process.exit(2);
}

function isInstalled() {
  const wanted = packagesOf('package-lock.json');
  const present = packagesOf('node_modules/.package-lock.json');
  return Object.entries(wanted).every(
    ([where, { version, optional }]) =>
      where === '' || optional || present[where]?.version === version,
  );
}

function packagesOf(lockFile) {
  const file = path.join(root, lockFile);
  return fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, 'utf8')).packages : {};
}
