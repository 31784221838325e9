/**
 * The lock file, as `npm ci` wants it on every machine: it lists all that is depended on, also what is
 * meant for other platforms, and names no registry. (A registry that lacks the packages of other
 * platforms makes `npm install` drop their entries; put them back then.)
 */
import * as fs from 'node:fs';
import * as path from 'node:path';
import { expect, test } from 'vitest';

interface Locked {
  readonly resolved?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

function readJson(file: string): unknown {
  return JSON.parse(fs.readFileSync(path.resolve(import.meta.dirname, '..', file), 'utf8'));
}

const { packages } = readJson('package-lock.json') as {
  readonly packages: Readonly<Record<string, Locked>>;
};

/** Where Node would find `name` from the folder `from`: there, or in a folder above. */
function isLocked(name: string, from: string): boolean {
  const key = from === '' ? `node_modules/${name}` : `${from}/node_modules/${name}`;
  if (packages[key] !== undefined) return true;
  return from !== '' && isLocked(name, from.replace(/(^|\/)node_modules\/(@[^/]+\/)?[^/]+$/, ''));
}

test('every dependency is locked, whatever its platform', () => {
  const missing = Object.entries(packages).flatMap(([where, it]) =>
    Object.keys({ ...it.dependencies, ...it.optionalDependencies, ...it.devDependencies })
      .filter((name) => where === '' || it.devDependencies?.[name] === undefined)
      .filter((name) => !isLocked(name, where))
      .map((name) => `${where} wants ${name}`),
  );
  expect(missing).toEqual([]);
});

test('no entry names a registry', () => {
  const entries = Object.entries(packages).filter(([, it]) => it.resolved !== undefined);
  expect(entries).toEqual([]);
});

test('the lock file fits package.json', () => {
  const manifest = readJson('package.json') as Locked;
  expect(packages['']?.dependencies).toEqual(manifest.dependencies);
  expect(packages['']?.devDependencies).toEqual(manifest.devDependencies);
});
