import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { board, module } from '../features/memory-map/map-of';
import { elementsOf } from '../features/memory-map/xml-elements';
import { folderWith } from '../folder-with';
import { run } from './command-line';

const repository = join(import.meta.dirname, '../..');
const sound = board({ chosen: module('50000000', 'kernel') });
const clash = board({ chosen: `${module('50000000', 'kernel')} ${module('50080000', 'ramdisk')}` });

test('map prints the memory by address', () => {
  const { status, stdout, stderr } = run(folderWith({ 'a.dts': sound }), ['map', 'a.dts']);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(stdout).toMatch(/^Memory map of a\.dts as Xen 4\.\d+ reads it\n/);
  expect(stdout).toContain('0x50000000-0x500fffff    1 MiB  dom0  kernel module@50000000');
});

test('map exits 1 when a claim cannot hold, and also for what dtc refuses', () => {
  const folder = folderWith({ 'a.dts': clash, 'b.dts': '/dts-v1/; / { a; a; };' });
  const { status, stdout } = run(folder, ['map', 'a.dts']);
  expect(status).toBe(1);
  expect(stdout).toContain('OVERLAP of 512 KiB');
  const refused = run(folder, ['map', 'b.dts']);
  expect(refused.status).toBe(1);
  expect(refused.stderr).toMatch(/^b\.dts:1:\d+: error: .+ \[dtc\/duplicate_property_names\]\n$/);
  expect(refused.stdout).toContain('RAM not known');
});

test('map --json names the file and the range that spells each claim, in includes as well', () => {
  const folder = folderWith({
    'a.dts': '/dts-v1/;\n#include "soc.dtsi"\n',
    'soc.dtsi':
      '/ { #address-cells = <1>; #size-cells = <1>;\nmemory@0 { device_type = "memory"; reg = <0 4096>; }; };\n',
  });
  const { status, stdout } = run(folder, ['map', '--json', 'a.dts']);
  expect(status).toBe(0);
  const { banks, reader } = JSON.parse(stdout) as { banks: readonly unknown[]; reader: string };
  expect(reader).toBe('Linux');
  expect(banks).toEqual([
    {
      start: '0x0',
      end: '0x1000',
      size: '0x1000',
      node: '/memory@0',
      file: 'soc.dtsi',
      range: { start: { line: 1, character: 42 }, end: { line: 1, character: 48 } },
    },
  ]);
});

test('map --svg writes a picture and prints nothing; - is standard output', () => {
  const folder = folderWith({ 'a.dts': sound });
  expect(run(folder, ['map', 'a.dts', '--svg', 'a.svg'])).toEqual({
    status: 0,
    stdout: '',
    stderr: '',
  });
  const picture = readFileSync(join(folder, 'a.svg'), 'utf8');
  expect(elementsOf(picture)[0]?.name).toBe('svg');
  expect(run(folder, ['map', 'a.dts', '--svg', '-']).stdout).toBe(picture);
});

test('map takes the shared options', () => {
  const overlay = '/dts-v1/; /plugin/; &{/chosen} { extra; }; &{/memory@0} { reg = <0x0 SIZE>; };';
  const folder = folderWith({ 'a.dts': sound, 'b.dtso': overlay });
  const args = ['map', 'a.dts', '--overlay', 'b.dtso', '-D', 'SIZE=0x2000', '--target', 'xen@4.17'];
  const { status, stdout } = run(folder, args);
  expect(stdout).toContain('as Xen 4.17 reads it\n8 KiB of RAM');
  expect(stdout).toContain('(outside RAM)');
  expect(status).toBe(1);
});

test('map has no answer, and says why, where it cannot read, write or choose', () => {
  const folder = folderWith({ 'a.dts': sound });
  const troubles = [
    [['map', 'b.dts'], 'cannot read b.dts'],
    [['map', 'a.dts', '--svg', 'none/a.svg'], 'cannot write none/a.svg'],
    [['map', 'a.dts', '--svg', 'a.svg', '--json'], "option '--svg <file>' cannot be used with"],
  ] as const;
  for (const [args, message] of troubles) {
    const { status, stdout, stderr } = run(folder, args);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain(message);
  }
});

test('the picture in the README is what the command draws', () => {
  const { status, stdout } = run(repository, ['map', 'examples/dom0less.dts', '--svg', '-']);
  expect(status).toBe(0);
  const committed = readFileSync(join(repository, 'docs/images/dom0less-map.svg'), 'utf8');
  expect(
    stdout === committed,
    'draw it anew: node dist/cli.js map examples/dom0less.dts --svg docs/images/dom0less-map.svg',
  ).toBe(true);
});
