import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { createCatalogue } from '../../server/src/bindings/catalogue';
import { stringsAt } from '../../server/src/bindings/schema';
import { validateTree } from '../../server/src/bindings/validate';
import { readDtb } from './read-dtb';
import { ownSchemaPaths, ownSchemas, schemaFolder } from './schema-files';

/** These tests ask the real tools. Where a tool is not installed they say so in a line and pass. */
const folder = mkdtempSync(join(tmpdir(), 'bindings-'));
afterAll(() => rmSync(folder, { recursive: true }));

function isInstalled(tool: string): boolean {
  const found = spawnSync(tool, ['--version']).error === undefined;
  if (!found) console.log(`${tool} is not installed: not compared with it`);
  return found;
}

const catalogue = createCatalogue(ownSchemas());

function compile(name: string, dts: string): string {
  const path = join(folder, `${name}.dtb`);
  execFileSync('dtc', ['-q', '-I', 'dts', '-O', 'dtb', '-o', path, '-'], { input: dts });
  return path;
}

function findingsIn(path: string): readonly string[] {
  return validateTree(catalogue, readDtb(readFileSync(path))).map(
    (it) => `${it.path} ${it.property ?? '-'} ${it.message}`,
  );
}

test('dt-doc-validate accepts every schema without a word', () => {
  if (!isInstalled('dt-doc-validate')) return;
  for (const path of ownSchemaPaths()) {
    const { stdout, stderr, status } = spawnSync('dt-doc-validate', ['-u', schemaFolder, path], {
      encoding: 'utf8',
    });
    expect({ path, said: stdout + stderr, status }).toEqual({ path, said: '', status: 0 });
  }
}, 60_000);

test('every example of the schemas compiles and has no findings', () => {
  if (!isInstalled('dtc')) return;
  const examples = catalogue.schemas.flatMap((it) => stringsAt(it.source, 'examples'));
  expect(examples.length).toBeGreaterThan(8);
  for (const [at, example] of examples.entries()) {
    const labels = [...example.matchAll(/&(\w+)/g)].map(([, it]) => it ?? '');
    const missing = labels.filter((it) => !example.includes(`${it}:`));
    const targets = [...new Set(missing)].map((it) => `${it}: ${it} { };`).join(' ');
    const dts = /^\s*\/ \{/.test(example)
      ? `/dts-v1/;\n${example}`
      : `/dts-v1/;\n/ { ${targets} outer { #address-cells = <1>; #size-cells = <1>; ${example} }; };`;
    expect({ example, found: findingsIn(compile(`example-${at}`, dts)) }).toEqual({
      example,
      found: [],
    });
  }
});

const domain = (body: string): string => `/dts-v1/;
/ { #address-cells = <2>; #size-cells = <2>;
  chosen { #address-cells = <2>; #size-cells = <2>;
    domU1 { compatible = "xen,domain"; #address-cells = <2>; #size-cells = <2>;
      ${body.includes('memory =') ? '' : 'memory = <0x0 0x10000>;'}
      ${body.includes('cpus =') ? '' : 'cpus = <1>;'}
      ${body} }; }; };`;

const chosen = (body: string): string => `/dts-v1/;
/ { #address-cells = <2>; #size-cells = <2>;
  chosen { #address-cells = <2>; #size-cells = <2>; ${body} }; };`;

const module = (compatible: string): string =>
  `module@50000000 { compatible = ${compatible}; reg = <0x0 0x50000000 0x0 0x100000>; };`;

/** Boards whose verdict the tool of 2022.08 and the current semantics share. */
const boards: Readonly<Record<string, string>> = {
  'sound-domain': domain(
    `vpl011; xen,enhanced = "enabled"; sve; ${module('"multiboot,kernel", "multiboot,module"')}`,
  ),
  'sound-host': chosen(module('"multiboot,module", "multiboot,kernel"')),
  'one-cell-memory': domain('memory = <0x10000>;'),
  'many-cpus': domain('cpus = <200>;'),
  'two-cell-cpus': domain('cpus = <0 1>;'),
  'unknown-word': domain('passthrough = "maybe";'),
  'unknown-property': domain('vpl01;'),
  'empty-ranges': domain('xen,static-mem;'),
  'odd-colours': domain('llc-colors = "1,,2";'),
  'plain-module': domain(module('"multiboot,module"')),
  'legacy-module': domain(module('"xen,linux-zimage", "xen,multiboot-module"')),
  'bare-kernel': chosen(module('"multiboot,kernel"')),
  'unknown-kind': chosen(module('"multiboot,initrd", "multiboot,module"')),
  'no-place': chosen('module@1 { compatible = "multiboot,module"; };'),
  'pool-without-cpus': chosen('pool { compatible = "xen,cpupool"; };'),
  'nameless-share': domain(
    'shm { compatible = "xen,domain-shared-memory-v1"; xen,shared-mem = <0 0 0 0 0 0x1000>; };',
  ),
  'high-port': domain('ec: ec { compatible = "xen,evtchn-v1"; xen,evtchn = <5000 &ec>; };'),
  'disabled-domain': chosen('d { compatible = "xen,domain"; status = "disabled"; };'),
};

test('dt-validate of Debian finds fault with the same boards, by the same schemas', () => {
  if (!isInstalled('dtc') || !isInstalled('dt-validate') || !isInstalled('dt-mk-schema')) return;
  const processed = join(folder, 'processed.json');
  writeFileSync(processed, execFileSync('dt-mk-schema', ['-j', schemaFolder]));
  const paths = Object.entries(boards).map(([name, dts]) => compile(name, dts));
  const { stderr } = spawnSync('dt-validate', ['-s', processed, ...paths], { encoding: 'utf8' });
  for (const [at, path] of paths.entries()) {
    const ours = validateTree(catalogue, readDtb(readFileSync(path))).map((it) =>
      it.schemaId.replace(/.*\/schemas\//, ''),
    );
    expect({ board: Object.keys(boards)[at], schemas: [...new Set(ours)].sort() }).toEqual({
      board: Object.keys(boards)[at],
      schemas: schemasBlaming(stderr, path),
    });
  }
}, 60_000);

test('dt-validate takes sound boards with our /chosen, which its own schema of that name rejects', () => {
  if (!isInstalled('cpp') || !isInstalled('dtc') || !isInstalled('dt-validate')) return;
  const sound = resolve(__dirname, '../conformance/sound');
  const boardsOnDisk = ['dom0less', 'static-memory', 'shared-memory', 'event-channels', 'cpupools'];
  const said = (schemas: string, path: string) =>
    spawnSync('dt-validate', ['-s', schemas, path], { encoding: 'utf8' }).stderr;
  for (const name of boardsOnDisk) {
    const flags = ['-nostdinc', '-undef', '-x', 'assembler-with-cpp', '-I', `${sound}/../xen`];
    const dts = execFileSync('cpp', [...flags, `${sound}/${name}.dts`], { encoding: 'utf8' });
    const path = compile(`sound-${name}`, dts);
    const withoutOurs = said(join(schemaFolder, 'xen'), path);
    expect(withoutOurs, name).toContain('do not match any of the regexes');
    // The tool says that two files have one $id, and takes the first.
    const withOurs = said(schemaFolder, path).replace(/^.*chosen\.yaml: duplicate '\$id' .*$/m, '');
    expect(withOurs.trim(), name).toBe('');
  }
}, 60_000);

/** Files of ours that the tool names for a board; its own `/chosen` schema knows nothing of Xen. */
function schemasBlaming(output: string, board: string): readonly string[] {
  const blamed = new Set<string>();
  let isAbout = false;
  for (const line of output.split('\n')) {
    if (/^\S+\.dtb: /.test(line)) isAbout = line.startsWith(`${board}: `);
    const file = /From schema: (.*)$/.exec(line)?.[1];
    if (isAbout && file?.startsWith(schemaFolder)) blamed.add(file.slice(schemaFolder.length + 1));
  }
  return [...blamed].sort();
}
