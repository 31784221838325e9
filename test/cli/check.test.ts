import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { folderWith } from '../folder-with';
import { run, start } from './command-line';

const sound = '/dts-v1/;\n/ { model = "x"; };\n';
/** dtc refuses it at line 2, character 5. */
const broken = '/dts-v1/;\n/ { a; a; };\n';
/** Xen ignores a property at line 2. */
const doubtful = '/dts-v1/;\n/ { chosen { xen,dom0-botargs = "quiet"; }; };\n';

test('a sound file leaves status 0 and says so', () => {
  const folder = folderWith({ 'a.dts': sound });
  expect(run(folder, ['check', 'a.dts'])).toEqual({
    status: 0,
    stdout: 'no findings in 1 file\n',
    stderr: '',
  });
});

test('the pretty format shows the line, underlines the place and counts', () => {
  const folder = folderWith({ 'a.dts': broken });
  const { status, stdout } = run(folder, ['check', 'a.dts']);
  expect(status).toBe(1);
  expect(stdout).toContain('error[dtc/duplicate_property_names]: ');
  expect(stdout).toContain(' --> a.dts:2:8\n');
  expect(stdout).toContain('2 | / { a; a; };\n  |        ^');
  expect(stdout).toContain('help: ');
  expect(stdout).toMatch(/\n1 error in 1 file\n$/);
});

test('colours come for FORCE_COLOR and go for NO_COLOR', () => {
  const folder = folderWith({ 'a.dts': broken });
  expect(run(folder, ['check', 'a.dts'], { FORCE_COLOR: '1' }).stdout).toContain(
    '\u001b[1;31merror',
  );
  expect(run(folder, ['check', 'a.dts'], { NO_COLOR: '1' }).stdout).not.toContain('\u001b');
});

test('the gcc format is one line for each finding', () => {
  const folder = folderWith({ 'sub/a.dts': broken });
  const { stdout } = run(folder, ['check', '--format', 'gcc', 'sub/a.dts']);
  expect(stdout).toMatch(/^sub\/a\.dts:2:8: error: .+ \[dtc\/duplicate_property_names\]\n$/);
});

test('the json format counts from 0 and carries related places and fixes', () => {
  const folder = folderWith({ 'a.dts': broken });
  const { stdout } = run(folder, ['check', '--format', 'json', 'a.dts']);
  expect(JSON.parse(stdout)).toMatchObject([
    {
      file: 'a.dts',
      range: { start: { line: 1, character: 7 } },
      severity: 'error',
      code: 'dtc/duplicate_property_names',
      source: 'dts-chosen',
      related: [{ file: 'a.dts', range: { start: { line: 1, character: 4 } } }],
      fixes: expect.arrayContaining([expect.any(String)]),
    },
  ]);
});

test('the json format of nothing is an empty array', () => {
  const folder = folderWith({ 'a.dts': sound });
  expect(JSON.parse(run(folder, ['check', '--format', 'json', 'a.dts']).stdout)).toEqual([]);
});

test('the sarif format describes the rules that it uses', () => {
  const folder = folderWith({ 'a b.dts': broken });
  const log = JSON.parse(run(folder, ['check', '--format', 'sarif', 'a b.dts']).stdout);
  expect(log).toMatchObject({
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'dts-chosen', rules: [{ id: 'dtc/duplicate_property_names' }] } },
        results: [
          {
            ruleId: 'dtc/duplicate_property_names',
            ruleIndex: 0,
            level: 'error',
            locations: [
              {
                physicalLocation: {
                  artifactLocation: { uri: 'a%20b.dts' },
                  region: { startLine: 2, startColumn: 8 },
                },
              },
            ],
          },
        ],
      },
    ],
  });
});

test('the github format escapes what its commands are made of', () => {
  const folder = folderWith({ 'a,b.dts': broken });
  expect(run(folder, ['check', '--format', 'github', 'a,b.dts']).stdout).toMatch(
    /^::error file=a%2Cb\.dts,line=2,endLine=2,col=8,endColumn=9,title=dtc\/duplicate_property_names::/,
  );
});

test('warnings fail only where they are denied', () => {
  const folder = folderWith({ 'a.dts': doubtful });
  expect(run(folder, ['check', 'a.dts']).status).toBe(0);
  expect(run(folder, ['check', '--deny', 'warnings', 'a.dts']).status).toBe(1);
});

test('a rule can be given another severity, or silenced with its group', () => {
  const folder = folderWith({ 'a.dts': doubtful });
  const raised = run(folder, ['check', '--rule', 'xen/misspelt-property=error', 'a.dts']);
  expect(raised.status).toBe(1);
  const silenced = run(folder, ['check', '--rule', 'xen/*=off', 'a.dts']);
  expect(silenced.stdout).toBe('no findings in 1 file\n');
});

test('an argument that names nothing costs status 2, but not the findings of the others', () => {
  const folder = folderWith({ 'a.dts': '/dts-v1/; / { a = <1>', 'empty/readme.md': '' });
  for (const nothing of ['missing.dts', 'empty']) {
    const { status, stderr, stdout } = run(folder, ['check', '--format', 'gcc', nothing, 'a.dts']);
    expect(status).toBe(2);
    expect(stderr).toContain(nothing);
    expect(stdout).toContain('a.dts:1:22: error:');
  }
});

test('usage and I/O trouble are status 2, told on standard error', () => {
  const folder = folderWith({ 'a.dts': sound });
  const troubles = [
    ['check', 'missing.dts'],
    ['check', '--rule', 'xen/no-such-rule=off', 'a.dts'],
    ['check', '--rule', 'xen/module-overlap=loud', 'a.dts'],
    ['check', '--target', 'vax', 'a.dts'],
    ['check', '--format', 'xml', 'a.dts'],
    ['check', '--deny', 'everything', 'a.dts'],
    ['check', '--config', 'missing.json', 'a.dts'],
    ['check', '--overlay', 'missing.dtso', 'a.dts'],
    ['check', '--schemas', 'missing', 'a.dts'],
    ['check'],
    ['no-such-command'],
    ['explain', 'xen/no-such-rule'],
    ['lsp'],
  ];
  for (const args of troubles) {
    const { status, stderr, stdout } = run(folder, args);
    expect([args, status, stdout]).toEqual([args, 2, '']);
    expect(stderr.split('\n').filter((it) => it.startsWith('    at '))).toEqual([]);
    expect(stderr).not.toBe('');
  }
});

test('a folder is every root below it, and the fragments that no root reads', () => {
  const folder = folderWith({
    'boards/a.dts': '/dts-v1/;\n#include "used.dtsi"\n/ { };\n',
    'boards/used.dtsi': '/ { n { b; b; }; };\n',
    'boards/unused.dtsi': '&unknown { c };\n',
    'boards/deep/o.dtso': '/dts-v1/;\n/plugin/;\n&x { d; d; };\n',
    'boards/.hidden/h.dts': broken,
  });
  const { stdout } = run(folder, ['check', '--format', 'gcc', 'boards']);
  const places = stdout.split('\n').flatMap((it) => /^[^:]+:\d+/.exec(it) ?? []);
  expect(places).toEqual(['boards/used.dtsi:1', 'boards/deep/o.dtso:3', 'boards/unused.dtsi:1']);
});

test('a fragment that is named is read through the root beside it', () => {
  const folder = folderWith({
    'a.dts': '/dts-v1/;\n#include "soc.dtsi"\n/ { uart: n { }; own { b; b; }; };\n',
    'soc.dtsi': '/ { n { c; c; }; other { x = <&uart>; }; };\n',
  });
  const { stdout } = run(folder, ['check', '--format', 'gcc', 'soc.dtsi']);
  expect(stdout).toMatch(/^soc\.dtsi:1:12: error: .+\n$/);
  const { stdout: pretty } = run(folder, ['check', 'soc.dtsi']);
  expect(pretty).toContain('1 error in 1 file');
});

test('a shared include is reported once, however many roots read it', () => {
  const folder = folderWith({
    'a.dts': '/dts-v1/;\n#include "soc.dtsi"\n/ { };\n',
    'b.dts': '/dts-v1/;\n#include "soc.dtsi"\n/ { };\n',
    'soc.dtsi': '/ { n { b; b; }; };\n',
  });
  const { stdout } = run(folder, ['check', '--format', 'gcc', '.']);
  expect(stdout.match(/soc\.dtsi:1/g)).toHaveLength(1);
});

test('include paths, macros and overlays are taken from the options', () => {
  const folder = folderWith({
    'a.dts': '/dts-v1/;\n#include <soc.dtsi>\n/ { cells = <CELL TWO>; };\n',
    'include/soc.dtsi': '/ { soc: soc { }; };\n',
    'o.dtso': '/dts-v1/;\n/plugin/;\n&soc { added; };\n',
  });
  const args = ['-I', 'include', '-D', 'CELL=7', '-D', 'TWO', '--overlay', 'o.dtso', 'a.dts'];
  expect(run(folder, ['check', ...args])).toMatchObject({ status: 0, stderr: '' });
  const { stdout } = run(folder, ['tree', ...args]);
  expect(stdout).toContain('cells = <0x7 0x1>;');
  expect(stdout).toContain('added;');
});

test('the configuration beside or above a file is found, and another one can be given', () => {
  const context = { root: 'boards/a.dts', includePaths: ['include'] };
  const folder = folderWith({
    'boards/a.dts': '/dts-v1/;\n#include <soc.dtsi>\n/ { };\n',
    'include/soc.dtsi': '',
    '.dts-chosen.json': JSON.stringify({ contexts: [context], rules: { 'cpp/*': 'error' } }),
    'empty.json': '{}',
  });
  expect(run(folder, ['check', 'boards/a.dts']).status).toBe(0);
  expect(run(folder, ['check', '--config', 'empty.json', 'boards/a.dts']).status).toBe(1);
});

test('what the configuration knows about the board decides', () => {
  const folder = folderWith({
    'a.dts': `/dts-v1/;
/ {
  memory@40000000 { device_type = "memory"; reg = <0x0 0x40000000 0x80000000>; };
  chosen {
    domU1 {
      compatible = "xen,domain";
      #address-cells = <2>;
      #size-cells = <1>;
      cpus = <1>;
      memory = <0x0 0x10000>;
      xen,static-mem = <0x0 0x60000000 0x4000000>;
      kernel@52000000 {
        compatible = "multiboot,kernel", "multiboot,module";
        reg = <0x0 0x52000000 0x100000>;
      };
    };
  };
};
`,
    'built.json': '{ "board": { "options": { "STATIC_MEMORY": true } } }',
    'not-built.json': '{ "board": { "options": { "STATIC_MEMORY": false } } }',
    'elsewhere/not-built.json': '{ "board": { "options": { "STATIC_MEMORY": false } } }',
  });
  const check = (config: string) =>
    run(folder, ['check', '--target', 'xen', '--config', config, '--format', 'gcc', 'a.dts']);
  expect(check('built.json').status).toBe(0);
  expect(check('elsewhere/not-built.json').status).toBe(1);
  const { status, stdout } = check('not-built.json');
  expect(status).toBe(1);
  expect(stdout).toMatch(/^a\.dts:11:7: error: .*\[xen\/static-mem-not-built\]$/m);
});

test('the own tree of a guest is held against the board', () => {
  const folder = folderWith({
    'board.dts': '/dts-v1/;\n/ { chosen { }; rtc@1000 { }; };\n',
    'guest.dts': `/dts-v1/;
/ { passthrough { compatible = "simple-bus"; ranges; #address-cells = <1>; #size-cells = <1>;
  rtc { xen,reg = <0x1000 0x1000 0x1000>;
        xen,path = "/rtc@2000"; xen,force-assign-without-iommu; }; }; };
`,
    '.dts-chosen.json': JSON.stringify({
      contexts: [{ root: 'board.dts', guests: { domU1: 'guest.dts' }, target: 'xen' }],
    }),
  });
  const { status, stdout } = run(folder, ['check', '--format', 'gcc', 'board.dts']);
  expect(stdout).toMatch(/^guest\.dts:4:9: error: .*\/rtc@2000.*\[xen\/pdtb-xen-path-unknown\]$/m);
  expect(status).toBe(1);
});

test('a mistake in the configuration is told with its place', () => {
  const folder = folderWith({
    'a.dts': sound,
    '.dts-chosen.json': '{ "contexts": [{ "root": 1 }] }',
  });
  const { status, stderr } = run(folder, ['check', 'a.dts']);
  expect(status).toBe(0);
  expect(stderr).toMatch(/\.dts-chosen\.json: contexts\[0\]\.root: expected a string\n$/);
});

test('a file outside the project is not read', () => {
  const secret = folderWith({ 'secret.dtsi': '/ { secret; };\n' });
  const folder = folderWith({ 'a.dts': `/dts-v1/;\n#include "${secret}/secret.dtsi"\n/ { };\n` });
  const { status, stderr, stdout } = run(folder, ['check', '--format', 'gcc', 'a.dts']);
  expect(status).toBe(1);
  expect(stdout).toContain('[cpp/include-not-found]');
  expect(stderr).toContain('lies outside the project; name its folder with -I');
  expect(run(folder, ['check', '-I', secret, 'a.dts']).status).toBe(0);
});

test('a link that the project itself holds is followed', () => {
  const shared = folderWith({ 'soc.dtsi': '/ { };\n' });
  const folder = folderWith({ 'a.dts': '/dts-v1/;\n#include "soc.dtsi"\n' });
  symlinkSync(join(shared, 'soc.dtsi'), join(folder, 'soc.dtsi'));
  expect(run(folder, ['check', 'a.dts']).status).toBe(0);
});

test('the examples are one sound board and one with many mistakes', () => {
  const root = join(import.meta.dirname, '../..');
  expect(run(root, ['check', 'examples/dom0less.dts']).stdout).toBe('no findings in 1 file\n');
  const { status, stdout } = run(root, ['check', '--format', 'json', 'examples/broken.dts']);
  const codes = new Set((JSON.parse(stdout) as { code: string }[]).map((it) => it.code));
  expect(status).toBe(1);
  expect(codes.size).toBeGreaterThanOrEqual(8);
});

test('Ctrl-C ends a run behind the file at hand, and says how far it came', async () => {
  const names = Array.from({ length: 200 }, (_, i) => `b${i}.dts`);
  const folder = folderWith(Object.fromEntries(names.map((it) => [it, broken])));
  const child = start(folder, ['check', '--format', 'pretty', '.']);
  const output = { stdout: '', stderr: '' };
  child.stderr.on('data', (it: Buffer) => {
    output.stderr += it.toString();
  });
  child.stdout.on('data', (it: Buffer) => {
    if (output.stdout === '') child.kill('SIGINT');
    output.stdout += it.toString();
  });
  const status = await new Promise((resolve) => child.on('close', resolve));
  expect(output.stderr).toMatch(/interrupted: only \d+ of 200 files checked/);
  expect(output.stdout).toMatch(/\n\d+ errors? in \d+ files?\n$/);
  expect(status).toBe(2);
});
