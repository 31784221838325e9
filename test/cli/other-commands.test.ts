import { expect, test } from 'vitest';
import { folderWith } from '../folder-with';
import { run } from './command-line';

test('tree prints the composed tree, and where each line came from', () => {
  const folder = folderWith({
    'a.dts': '/dts-v1/;\n#include "soc.dtsi"\n&uart { status = "okay"; };\n',
    'soc.dtsi': '/ { uart: serial { status = "disabled"; }; };\n',
  });
  const plain = run(folder, ['tree', 'a.dts']);
  expect(plain).toMatchObject({ status: 0, stderr: '' });
  expect(plain.stdout).toContain('uart: serial {\n\t\tstatus = "okay";');
  const { stdout } = run(folder, ['tree', '--provenance', 'a.dts']);
  expect(stdout).toMatch(/status = "okay";.*soc\.dtsi:1.*a\.dts:3/);
});

test('tree prints what it can of a broken file, and says on standard error what dtc refuses', () => {
  const folder = folderWith({ 'a.dts': '/dts-v1/;\n/ { a; a; kept; };\n' });
  const { status, stderr, stdout } = run(folder, ['tree', 'a.dts']);
  expect(status).toBe(1);
  expect(stdout).toContain('kept;');
  expect(stderr).toMatch(/^a\.dts:2:8: error: .+ \[dtc\/duplicate_property_names\]\n$/);
});

test('explain prints why a rule exists, with examples', () => {
  const { status, stdout } = run(folderWith({}), ['explain', 'xen/module-overlap']);
  expect(status).toBe(0);
  expect(stdout).toMatch(/^xen\/module-overlap \(error/);
  expect(stdout).toContain('Source: ');
  expect(stdout).toContain('Example: ');
});

test('explain knows the findings of the front end as well', () => {
  const { status, stdout } = run(folderWith({}), ['explain', 'cpp/include-not-found']);
  expect(status).toBe(0);
  expect(stdout).toContain('cpp/include-not-found (error)');
});

test('explain without a rule lists all of them, each once', () => {
  const { stdout } = run(folderWith({}), ['explain']);
  const ids = stdout
    .trimEnd()
    .split('\n')
    .map((it) => it.split(' ')[0]);
  expect(ids).toContain('xen/module-overlap');
  expect(ids).toContain('syntax/missing-semicolon');
  expect(new Set(ids).size).toBe(ids.length);
});

test('explain proposes the rule that was meant', () => {
  const { status, stderr } = run(folderWith({}), ['explain', 'xen/module-overlp']);
  expect(status).toBe(2);
  expect(stderr).toContain('did you mean xen/module-overlap?');
});

test('the version is that of the package', () => {
  expect(run(folderWith({}), ['--version'])).toMatchObject({
    status: 0,
    stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/),
  });
});
