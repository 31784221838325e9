/** Boards as tools and documents make them, which Xen boots: no error on any, and nothing where all is well-formed. */
import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { analyse } from '../../analyse';
import { findingsIn } from './findings-of';

const folder = resolve(__dirname, '../../conformance/sound');
const names = readdirSync(folder).filter((it) => it.endsWith('.dts'));
const board = readFileSync(resolve(folder, '../xen/virt.dtsi'), 'utf8');

/** What is odd about some of them, though Xen does not mind. */
const remarks: ReadonlyMap<string, readonly string[]> = new Map([
  ['u-boot-dom0.dts', ['boot/module-unit-address', 'boot/module-unit-address']],
  ['u-boot-container.dts', ['boot/module-unit-address', 'xen/module-in-container']],
]);

test('there are boards', () => {
  expect(names.length).toBeGreaterThan(8);
});

describe.each(names)('%s', (name) => {
  const { tree, problems } = analyse(readFileSync(`${folder}/${name}`, 'utf8'), {
    '/virt.dtsi': board,
  });

  test('is read without a problem', () => {
    expect(problems.map((it) => it.message)).toEqual([]);
  });

  test('has no error, and no warning that is not known', () => {
    const found = findingsIn(tree);
    expect(found.filter((it) => it.severity === 'error').map((it) => it.message)).toEqual([]);
    expect(found.map((it) => it.code).sort()).toEqual(remarks.get(name) ?? []);
  });
});
