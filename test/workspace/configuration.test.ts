import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { schemaCompiler } from '../../server/src/bindings/check/schema-compiler';
import { nodeOf, type Decoded, type DecodedNode } from '../../server/src/bindings/decode/decoded';
import type { JsonObject, LoadedSchema } from '../../server/src/bindings/schema';
import { xenVersions } from '../../server/src/model/target';
import { readConfiguration } from '../../server/src/workspace/configuration';

const schema = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../dts-chosen.schema.json'), 'utf8'),
) as JsonObject & { definitions: { context: { properties: { target: { enum: string[] } } } } };

const full = {
  $schema: './dts-chosen.schema.json',
  contexts: [
    {
      root: '../boards/a.dts',
      includePaths: ['include', '/opt/include'],
      defines: { TEXT: 'x', NUMBER: 2, FLAG: true, NOT: false },
      overlays: ['o.dtso'],
      target: 'xen@4.17',
    },
    { target: 'system-dt' },
  ],
  schemas: ['bindings'],
  board: {
    xen: { address: '0x40200000', size: 0x200000 },
    devicetree: { address: '0x48000000' },
    options: { STATIC_MEMORY: true, STATIC_SHM: false },
    uefi: false,
    bits: 64,
    cpus: 4,
    llcColors: 16,
    files: { '/chosen/module@50000000': '1048576' },
  },
  rules: { 'xen/module-overlap': 'warning', 'dtc/*': 'off' },
};

function problemsOf(value: unknown): readonly string[] {
  const { problems } = readConfiguration('/w/.dts-chosen.json', JSON.stringify(value));
  return problems.map(({ where, message }) => `${where}: ${message}`);
}

test('paths start from the folder of the file', () => {
  const { contexts, problems, schemas } = readConfiguration(
    '/w/p/.dts-chosen.json',
    JSON.stringify(full),
  );
  expect(problems).toEqual([]);
  expect(schemas).toEqual(['/w/p/bindings']);
  expect(contexts[0]).toMatchObject({
    root: '/w/boards/a.dts',
    includePaths: ['/w/p/include', '/opt/include'],
    overlays: ['/w/p/o.dtso'],
    target: 'xen@4.17',
  });
  expect(contexts[0]?.defines).toEqual(
    new Map([
      ['TEXT', 'x'],
      ['NUMBER', '2'],
      ['FLAG', '1'],
    ]),
  );
});

test('facts about the board are numbers, in hexadecimal as text', () => {
  const { board } = readConfiguration('/w/.dts-chosen.json', JSON.stringify(full));
  expect(board).toEqual({
    xen: { address: 0x40200000n, size: 0x200000n },
    devicetree: { address: 0x48000000n },
    options: { STATIC_MEMORY: true, STATIC_SHM: false },
    uefi: false,
    bits: 64,
    cpus: 4,
    llcColors: 16,
    files: new Map([['/chosen/module@50000000', 1048576n]]),
  });
});

test('a fact that cannot be used is left out and told', () => {
  const text = JSON.stringify({
    board: {
      xen: { size: 1 },
      devicetree: { address: '48000000h' },
      options: { STATIC_MEMORY: 'yes', STATIC_SHIM: true },
      bits: 16,
      cpus: -1,
      files: { 'module@50000000': 1 },
    },
  });
  const { board, problems } = readConfiguration('/w/.dts-chosen.json', text);
  expect(board).toEqual({ options: {}, files: new Map() });
  expect(problems.map((it) => it.where)).toEqual([
    'board.xen',
    'board.devicetree.address',
    'board.devicetree',
    'board.options.STATIC_MEMORY',
    'board.options.STATIC_SHIM',
    'board.cpus',
    'board.files.module@50000000',
    'board.bits',
  ]);
});

test('a mistake costs only the entry that it is in', () => {
  const { contexts, problems, severities } = readConfiguration(
    '/w/.dts-chosen.json',
    JSON.stringify({
      contexts: [
        { root: 1, target: 'none', overlays: ['a', 2] },
        'b',
        { root: 'c.dts', color: 'red' },
      ],
      rules: { 'xen/module-overlap': 'loud', 'dtc/*': 'off' },
    }),
  );
  expect(contexts).toMatchObject([{ target: 'none', overlays: ['/w/a'] }, { root: '/w/c.dts' }]);
  expect(severities).toEqual(new Map([['dtc/*', 'off']]));
  expect(problems.map((it) => it.where)).toEqual([
    'contexts[0].root',
    'contexts[0].overlays[1]',
    'contexts[1]',
    'contexts[2].color',
    'rules.xen/module-overlap',
  ]);
});

test.each(['', '[]', '{', 'null', '{"contexts": {}}', '{"board": 1}'])('%j is survived', (text) => {
  const { contexts, problems } = readConfiguration('/w/.dts-chosen.json', text);
  expect(contexts).toEqual([]);
  expect(problems).toHaveLength(1);
});

test('the JSON schema takes what is taken, and refuses what is complained about', () => {
  const id = 'http://localhost/dts-chosen.schema.json';
  const loaded: LoadedSchema = { id, path: id, title: id, source: schema, fixed: schema };
  const compiler = schemaCompiler((it) => (it === id ? loaded : undefined));
  const validate = (value: object): boolean => compiler.holds(loaded, schema, asNode(value));
  expect(validate(full)).toBe(true);
  const wrong = [
    { context: [] },
    { contexts: [{ roots: 'a.dts' }] },
    { contexts: [{ target: 'vax' }] },
    { contexts: [{ includePaths: 'include' }] },
    { contexts: [{ defines: { A: [] } }] },
    { rules: { 'xen/module-overlap': 'loud' } },
    { schemas: 'bindings' },
    { board: 2 },
    { board: { anything: 1 } },
    { board: { xen: {} } },
    { board: { options: { STATIC_SHIM: true } } },
    { board: { bits: 16 } },
    { board: { files: { module: 1 } } },
  ];
  for (const it of wrong) {
    expect([it, validate(it)]).toEqual([it, false]);
    expect([it, problemsOf(it).length]).toEqual([it, 1]);
  }
});

test('the JSON schema names every target', () => {
  const names = ['auto', 'xen', ...xenVersions.map((it) => `xen@${it}`), 'system-dt', 'none'];
  expect([...schema.definitions.context.properties.target.enum].sort()).toEqual(names.sort());
});

/** JSON as the schemas see it: each object is a node. */
function asNode(value: object): DecodedNode {
  return nodeOf(Object.fromEntries(Object.entries(value).map(([name, it]) => [name, asValue(it)])));
}

function asValue(value: unknown): Decoded {
  if (Array.isArray(value)) return value.map(asValue);
  return typeof value === 'object' && value !== null ? asNode(value) : (value as Decoded);
}
