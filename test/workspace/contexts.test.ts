import { expect, test } from 'vitest';
import { fileId } from '../../server/src/lexer/token-chunk';
import type { Change } from '../../server/src/workspace/change';
import { readConfiguration } from '../../server/src/workspace/configuration';
import { defaultSettings } from '../../server/src/workspace/settings';
import { sourceTreeOf, type SourceTree } from '../../server/src/workspace/source-tree';
import { workspaceOf, type Texts } from './workspace-of';

const root = '/dts-v1/;\n/ { };\n';

function contextsOf(texts: Texts, path: string, change: Change = {}) {
  const snapshot = workspaceOf(texts, change).current();
  const contexts = snapshot.contextsOf(fileId(path));
  expect(snapshot.contextOf(fileId(path))).toBe(contexts[0]);
  return contexts;
}

function configured(text: object, folder = '/w') {
  return {
    configurations: [readConfiguration(`${folder}/.dts-chosen.json`, JSON.stringify(text))],
  };
}

test('a root stands for itself when nothing is known about it', () => {
  expect(contextsOf({ '/w/a.dts': root }, '/w/a.dts')).toMatchObject([
    { root: '/w/a.dts', includePaths: [], overlays: [], target: 'auto', foundBy: 'file' },
  ]);
});

test('a fragment is read in the contexts that reach it, through other fragments too', () => {
  const texts = {
    '/w/soc.dtsi': '',
    '/w/board.dtsi': '#include "soc.dtsi"\n',
    '/w/b.dts': '#include "board.dtsi"\n',
    '/w/a.dts': '/include/ "soc.dtsi"\n',
    '/w/c.dts': root,
  };
  expect(contextsOf(texts, '/w/soc.dtsi').map((it) => it.root)).toEqual(['/w/a.dts', '/w/b.dts']);
});

test('a branch that is not taken leads to a fragment all the same', () => {
  const texts = { '/w/soc.dtsi': '', '/w/a.dts': '#if 0\n#include "soc.dtsi"\n#endif\n' };
  expect(contextsOf(texts, '/w/soc.dtsi').map((it) => it.root)).toEqual(['/w/a.dts']);
});

test('a fragment that nobody includes is its own context', () => {
  expect(contextsOf({ '/w/soc.dtsi': '' }, '/w/soc.dtsi')).toMatchObject([{ root: '/w/soc.dtsi' }]);
});

test('the root that is open is preferred to others, and a configured one to that', () => {
  const texts = {
    '/w/soc.dtsi': '',
    '/w/a.dts': '#include "soc.dtsi"\n',
    '/w/b.dts': '#include "soc.dtsi"\n',
    '/w/c.dts': '#include "soc.dtsi"\n',
  };
  const roots = contextsOf(texts, '/w/soc.dtsi', {
    open: [fileId('/w/b.dts')],
    ...configured({ contexts: [{ root: 'c.dts' }] }),
  }).map((it) => it.root);
  expect(roots).toEqual(['/w/c.dts', '/w/b.dts', '/w/a.dts']);
});

test('an overlay is read on top of the root that names it', () => {
  const texts = { '/w/a.dts': root, '/w/o.dtso': '/dts-v1/;\n/plugin/;\n' };
  const change = configured({ contexts: [{ root: 'a.dts', overlays: ['o.dtso'] }] });
  expect(contextsOf(texts, '/w/o.dtso', change).map((it) => it.root)).toEqual([
    '/w/a.dts',
    '/w/o.dtso',
  ]);
});

test('an entry without a root holds for all roots of its folder that have none of their own', () => {
  const texts = { '/w/a.dts': root, '/w/b.dts': root, '/x/c.dts': root };
  const change = configured({
    contexts: [
      { target: 'none' },
      { root: 'b.dts', target: 'xen@4.17', defines: { A: 1, B: true } },
    ],
    board: { cpus: 4 },
  });
  expect(contextsOf(texts, '/w/a.dts', change)).toMatchObject([
    { target: 'none', foundBy: 'configuration', board: { cpus: 4 } },
  ]);
  expect(contextsOf(texts, '/w/b.dts', change)[0]).toMatchObject({ target: 'xen@4.17' });
  expect(contextsOf(texts, '/w/b.dts', change)[0]?.defines).toEqual(
    new Map([
      ['A', '1'],
      ['B', '1'],
    ]),
  );
  expect(contextsOf(texts, '/x/c.dts', change)[0]).toMatchObject({
    target: 'auto',
    foundBy: 'file',
  });
});

test('the configuration wins over settings, and options of a command line over both', () => {
  const texts = { '/w/a.dts': root };
  const change = configured({
    contexts: [{ includePaths: ['c'], target: 'none', defines: { A: 'c' } }],
    rules: { 'xen/module-overlap': 'hint' },
  });
  const settings = {
    ...defaultSettings,
    target: 'xen' as const,
    includePaths: ['/s'],
    defines: new Map([['A', 's']]),
    severities: new Map([['xen/module-overlap', 'off' as const]]),
  };
  const inEditor = contextsOf(texts, '/w/a.dts', {
    ...change,
    settings: [{ folder: '', settings }],
  });
  expect(inEditor).toMatchObject([{ includePaths: ['/w/c', '/s'], target: 'none' }]);
  expect(inEditor[0]?.defines.get('A')).toBe('c');
  expect(inEditor[0]?.severities.get('xen/module-overlap')).toBe('hint');
  const options = [{ folder: '', settings: { ...settings, isOverriding: true } }];
  const onTerminal = contextsOf(texts, '/w/a.dts', { ...change, settings: options });
  expect(onTerminal).toMatchObject([{ includePaths: ['/s', '/w/c'], target: 'xen' }]);
  expect(onTerminal[0]?.defines.get('A')).toBe('s');
  expect(onTerminal[0]?.severities.get('xen/module-overlap')).toBe('off');
});

test('the settings of the innermost folder hold', () => {
  const texts = { '/w/in/a.dts': root, '/w/b.dts': root };
  const of = (target: 'xen' | 'none') => ({ ...defaultSettings, target });
  const settings = [
    { folder: '', settings: defaultSettings },
    { folder: '/w', settings: of('none') },
    { folder: '/w/in', settings: of('xen') },
  ];
  expect(contextsOf(texts, '/w/in/a.dts', { settings })[0]?.target).toBe('xen');
  expect(contextsOf(texts, '/w/b.dts', { settings })[0]?.target).toBe('none');
});

test('settings apply their overlays to plain roots, not to overlays', () => {
  const texts = { '/w/a.dts': root, '/w/o.dtso': root, '/w/p.dtso': root };
  const settings = [{ folder: '', settings: { ...defaultSettings, overlays: ['/w/o.dtso'] } }];
  expect(contextsOf(texts, '/w/a.dts', { settings })[0]?.overlays).toEqual(['/w/o.dtso']);
  const alone = contextsOf(texts, '/w/p.dtso', { settings }).find((it) => it.root === '/w/p.dtso');
  expect(alone?.overlays).toEqual([]);
});

test('a context stays the same object when a change does not concern it', () => {
  const workspace = workspaceOf({ '/w/a.dts': root });
  const before = workspace.current().contextsOf(fileId('/w/a.dts'))[0];
  const tree: SourceTree = { kind: 'dt-bindings', includePaths: ['/x'], readable: ['/x'] };
  workspace.apply({ trees: new Map([['/other', tree]]), configurations: [] });
  expect(workspace.current().contextsOf(fileId('/w/a.dts'))[0]).toBe(before);
});

test.each([
  [
    'Linux',
    '/k/arch/arm64/boot/dts/vendor/a.dts',
    ['/k/scripts/dtc/include-prefixes', '/k/include', '/k/arch/arm64/boot/dts'],
    ['/k/scripts/dtc/include-prefixes', '/k/include', '/k/arch/arm64/boot/dts'],
  ],
  [
    'U-Boot',
    '/u/arch/arm/dts/a.dts',
    ['/u/arch/arm/dts', '/u/include', '/u/include/u-boot'],
    ['/u/arch/arm/dts', '/u/include'],
  ],
  [
    'Zephyr',
    '/west/app/boards/a.overlay',
    [
      '/west/zephyr/include',
      '/west/zephyr/include/zephyr',
      '/west/zephyr/dts',
      '/west/zephyr/dts/common',
    ],
    [
      '/west/zephyr/include',
      '/west/zephyr/include/zephyr',
      '/west/zephyr/dts/common',
      '/west/zephyr/dts',
    ],
  ],
  ['dt-bindings', '/p/boards/x/a.dts', ['/p/include', '/p/include/dt-bindings'], ['/p/include']],
  ['dt-bindings', '/p/a.dts', ['/p/dt-bindings'], ['/p']],
])('%s is recognised from %s', (kind, file, existing, includePaths) => {
  const exists = (path: string) => existing.includes(path);
  expect(sourceTreeOf(file, exists)).toMatchObject({ kind, includePaths });
});

test('a file beside nothing belongs to no tree', () => {
  expect(sourceTreeOf('/home/me/a.dts', () => false)).toBeUndefined();
});

test('an overlay that is a link is the file behind it', () => {
  const texts = { '/w/a.dts': root, '/w/real.dtsi': '/ { };\n' };
  const change = {
    ...configured({ contexts: [{ root: 'a.dts', overlays: ['link.dtsi'] }] }),
    aliases: new Map([['/w/link.dtsi', fileId('/w/real.dtsi')]]),
  };
  expect(contextsOf(texts, '/w/real.dtsi', change).map((it) => it.root)).toEqual(['/w/a.dts']);
});
