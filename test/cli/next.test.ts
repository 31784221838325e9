import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { domain } from '../../server/src/rules/xen/example-board';
import { folderWith } from '../folder-with';
import { hostBoard } from '../model/next-stage/example-host';
import { run } from './command-line';

const example = readFileSync(join(import.meta.dirname, '../../examples/dom0less.dts'), 'utf8');
const kernel =
  'kernel@50000000 { compatible = "multiboot,kernel", "multiboot,module"; reg = <0x50000000 0x1000>; };';
const withDom0 = hostBoard(`${kernel} ${domain('domU1', '')}`);

const nextOf = (dts: string, ...args: readonly string[]) =>
  run(folderWith({ 'a.dts': dts }), ['next', 'a.dts', ...args]);

test('next prints the tree of a domain, by name or path', () => {
  const { status, stderr, stdout } = nextOf(example, '--for', 'domain-linux');
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(stdout).toContain('bootargs = "console=ttyAMA0 root=/dev/ram0";');
  expect(nextOf(example, '--for', '/chosen/domain-linux').stdout).toBe(stdout);
});

test('next prints the tree of dom0, and what Xen itself reads', () => {
  expect(nextOf(withDom0, '--for', 'dom0').stdout).toContain('left out: kernel@50000000');
  expect(nextOf(example, '--for', 'xen').stdout).toContain(
    'module@48000000 { /* Xen: kernel of domain-linux, 0x48000000–0x49ffffff, 32 MiB */',
  );
});

test('dtc takes what next prints', () => {
  if (spawnSync('dtc', ['--version']).error !== undefined) {
    console.log('skipped: needs dtc');
    return;
  }
  for (const [dts, name] of [
    [example, 'xen'],
    [example, 'domain-linux'],
    [example, 'domain-realtime'],
    [withDom0, 'dom0'],
  ] as const) {
    const { stdout } = nextOf(dts, '--for', name);
    const dtc = spawnSync('dtc', ['-q', '-I', 'dts', '-O', 'dtb', '-o', '-', '-'], {
      input: stdout,
    });
    expect(dtc.stderr.toString(), name).toBe('');
    expect(dtc.status, name).toBe(0);
  }
});

test('a domain that nobody knows is answered with the names that there are', () => {
  expect(nextOf(withDom0, '--for', 'domU2')).toEqual({
    status: 2,
    stdout: '',
    stderr: 'dts-chosen: no domain is called domU2; there are: xen, dom0, domU1\n',
  });
  expect(nextOf(example, '--for', 'dom0').stderr).toContain(
    'only domains have a kernel; there are: xen,',
  );
  expect(nextOf(example)).toMatchObject({ status: 2, stdout: '' });
});

test('a tree that says nothing to Xen explains itself', () => {
  const { status, stderr, stdout } = nextOf('/dts-v1/; / { };\n', '--for', 'xen');
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(stderr).toMatch(/^dts-chosen: a\.dts says nothing to Xen: no boot module, no domain/);
});

test('a domain over which Xen panics is told on standard error and not printed', () => {
  const { status, stderr, stdout } = nextOf(
    hostBoard(domain('domU1', '', { without: ['cpus'] })),
    '--for',
    'domU1',
  );
  expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
  expect(stderr).toContain('[xen/domain-cpus-missing]');
  expect(stderr).toMatch(/dts-chosen: Xen panics over domU1: cpus is missing\n$/);
});
