import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fileId } from '../../server/src/lexer/token-chunk';
import { readConfiguration } from '../../server/src/workspace/configuration';
import { defaultSettings } from '../../server/src/workspace/settings';
import { analysisOf, briefly, findingsOf, settle, workspaceOf } from './workspace-of';

const a = fileId('/w/a.dts');
const soc = fileId('/w/soc.dtsi');
const texts = {
  '/w/a.dts': '/dts-v1/;\n#include "soc.dtsi"\n&uart { status = "okay"; };\n',
  '/w/soc.dtsi': '/ { uart: serial { }; };\n',
  '/w/b.dts': '/dts-v1/;\n/ { b; };\n',
};

test('what is missing is asked for until it is loaded or called absent', () => {
  const workspace = workspaceOf({});
  workspace.apply({ files: [{ kind: 'text', file: a, text: texts['/w/a.dts'] }] });
  const [context = expect.unreachable()] = workspace.current().contextsOf(a);
  expect(workspace.current().missing(context)).toEqual(['/w/soc.dtsi']);
  workspace.apply({ absent: ['/w/soc.dtsi'] });
  expect(workspace.current().missing(context)).toEqual([]);
  expect(findingsOf(workspace, a)).toEqual(['/w/a.dts:19 cpp/include-not-found']);
  workspace.apply({ isAbsentForgotten: true });
  expect(workspace.current().missing(context)).toEqual(['/w/soc.dtsi']);
  workspace.apply({ files: [{ kind: 'text', file: soc, text: texts['/w/soc.dtsi'] }] });
  expect(findingsOf(workspace, a)).toEqual([]);
});

test('a file is found under the other names that includes give it', () => {
  const workspace = workspaceOf(
    { ...texts, '/w/a.dts': texts['/w/a.dts'].replace('soc.dtsi', 'sub/../link.dtsi') },
    { aliases: new Map([['/w/sub/../link.dtsi', soc]]) },
  );
  expect(findingsOf(workspace, a)).toEqual([]);
  expect(analysisOf(workspace, a).reads).toEqual([a, soc]);
});

test('an edit leaves the analyses of other roots as they are', () => {
  const workspace = workspaceOf(texts);
  const before = { a: analysisOf(workspace, a), b: analysisOf(workspace, '/w/b.dts') };
  const range = { start: 4, end: 4 };
  workspace.apply({ files: [{ kind: 'edits', file: soc, edits: [{ range, newText: ' x; ' }] }] });
  expect(analysisOf(workspace, '/w/b.dts')).toBe(before.b);
  expect(analysisOf(workspace, a)).not.toBe(before.a);
});

test('an old snapshot goes on answering as before', () => {
  const workspace = workspaceOf(texts);
  const old = workspace.current();
  workspace.apply({ files: [{ kind: 'removed', file: soc }] });
  expect(findingsOf(workspace, a)).not.toEqual([]);
  const [context = expect.unreachable()] = old.contextsOf(a);
  expect(old.analysis(context).diagnostics()).toEqual([]);
});

test('editing step by step finds the same as starting anew', () => {
  const start = `/dts-v1/;
/ {
	#address-cells = <1>;
	#size-cells = <1>;
	chosen {
		module@1000 { compatible = "multiboot,kernel", "multiboot,module"; reg = <0x1000 0x1000>; };
		module@1800 { compatible = "multiboot,ramdisk", "multiboot,module"; reg = <0x1800 0x1000>; };
	};
	a: one { x = <&b>; };
	b: two { };
};
`;
  const step = fc.record({
    at: fc.nat(start.length + 100),
    length: fc.nat(6),
    text: fc.constantFrom(
      '',
      ';',
      '{',
      '}',
      '"',
      ' ',
      '\n',
      'x',
      '<',
      '&b',
      '/* ',
      '*/',
      '0x',
      '#if 0\n',
    ),
  });
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 8 }), (steps) => {
      const workspace = workspaceOf({ '/w/a.dts': start });
      let text = start;
      for (const { at, length, text: newText } of steps) {
        const range = { start: Math.min(at, text.length), end: Math.min(at + length, text.length) };
        text = text.slice(0, range.start) + newText + text.slice(range.end);
        workspace.apply({ files: [{ kind: 'edits', file: a, edits: [{ range, newText }] }] });
        settle(workspace, [a]);
        const anew = workspaceOf({ '/w/a.dts': text });
        expect(analysisOf(workspace, a).diagnostics().map(briefly)).toEqual(
          analysisOf(anew, a).diagnostics().map(briefly),
        );
      }
    }),
    { numRuns: 60 },
  );
});

test('findings come by file, the root first, then by place, then by severity', () => {
  const workspace = workspaceOf({
    '/w/a.dts': '/dts-v1/;\n#include "soc.dtsi"\n/ { late { c; c; }; };\n',
    '/w/soc.dtsi': '/ { early { b; b; }; };\n',
  });
  expect(findingsOf(workspace, a)).toEqual([
    '/w/a.dts:44 dtc/duplicate_property_names',
    '/w/soc.dtsi:15 dtc/duplicate_property_names',
  ]);
});

test('a finding in an include says how the file came to be read', () => {
  const workspace = workspaceOf({
    '/w/a.dts': '/dts-v1/;\n#include "soc.dtsi"\n/ { };\n',
    '/w/soc.dtsi': '/ { early { b; b; }; };\n',
  });
  const [finding] = analysisOf(workspace, a).diagnostics();
  expect(finding?.related.at(-1)).toEqual({
    file: a,
    range: { start: 19, end: 29 },
    message: 'included from here',
  });
});

test('a file that is read twice is reported once', () => {
  const workspace = workspaceOf({
    '/w/a.dts': '/dts-v1/;\n/ { n { \n#include "x.dtsi"\n}; m {\n#include "x.dtsi"\n}; };\n',
    '/w/x.dtsi': 'p = <(1/0)>;\n',
  });
  expect(findingsOf(workspace, a)).toEqual(['/w/x.dtsi:6 syntax/division-by-zero']);
});

test('severities are chosen for a rule or its group, the rule wins', () => {
  const rules = { 'dtc/*': 'off', 'syntax/*': 'hint', 'syntax/division-by-zero': 'warning' };
  const workspace = workspaceOf(
    { '/w/a.dts': '/dts-v1/;\n/ { a; a; b = <(1/0)>; c = <FOO>; };\n' },
    { configurations: [readConfiguration('/w/.dts-chosen.json', JSON.stringify({ rules }))] },
  );
  const found = analysisOf(workspace, a).diagnostics();
  expect(found.map((it) => `${it.code} ${it.severity}`)).toEqual([
    'syntax/division-by-zero warning',
    'syntax/undefined-macro hint',
  ]);
});

test('the scope "boot" leaves the language to others', () => {
  const settings = [{ folder: '', settings: { ...defaultSettings, scope: 'boot' as const } }];
  const workspace = workspaceOf(
    { '/w/a.dts': '/dts-v1/;\n/ { a; a; chosen { xen,dom0-botargs = "x"; }; };\n' },
    { settings },
  );
  expect(findingsOf(workspace, a)).toEqual(['/w/a.dts:29 xen/misspelt-property']);
});

test('a comment in the source silences a finding', () => {
  const workspace = workspaceOf({
    '/w/a.dts':
      '/dts-v1/;\n/ {\n\ta;\n\t// dts-chosen: ignore dtc/duplicate_property_names -- on purpose\n\ta;\n};\n',
  });
  expect(findingsOf(workspace, a)).toEqual([]);
});

test('a fragment alone is not accused of what its includer brings', () => {
  const workspace = workspaceOf({ '/w/soc.dtsi': '&uart { clocks = <&clk CLK_UART>; a; };\n' });
  expect(findingsOf(workspace, soc)).toEqual([]);
  expect(analysisOf(workspace, soc).isFragment).toBe(true);
});

test('a root without its header is an error, whoever may include it', () => {
  const workspace = workspaceOf({ '/w/a.dts': '/ { };\n' });
  expect(findingsOf(workspace, a)).toEqual(['/w/a.dts:0 syntax/missing-version']);
});

test('a finding that lies nowhere in a file is shown at the start of the root', () => {
  const workspace = workspaceOf({ '/w/a.dts': '' });
  expect(findingsOf(workspace, a)).toEqual([
    '/w/a.dts:0 syntax/missing-version',
    '/w/a.dts:0 syntax/no-tree',
  ]);
});

test('files of /incbin/ are asked for as bytes, and one that is not there is an error', () => {
  const workspace = workspaceOf({ '/w/a.dts': '/dts-v1/;\n/ { a = /incbin/("x.bin"); };\n' });
  expect(analysisOf(workspace, a).missingBinaries).toEqual(['/w/x.bin']);
  workspace.apply({ absent: ['/w/x.bin'] });
  expect(findingsOf(workspace, a)).toEqual(['/w/a.dts:27 syntax/incbin-not-found']);
  workspace.apply({
    isAbsentForgotten: true,
    binaries: new Map([['/w/x.bin', Uint8Array.of(1, 2)]]),
  });
  expect(findingsOf(workspace, a)).toEqual([]);
  expect(analysisOf(workspace, a).tree.binaries.get('x.bin')).toEqual(Uint8Array.of(1, 2));
});

test('overlays are composed onto the root, in order', () => {
  const settings = { ...defaultSettings, overlays: ['/w/1.dtso', '/w/2.dtso'] };
  const workspace = workspaceOf(
    {
      '/w/a.dts': '/dts-v1/;\n/ { n: node { v = <0>; }; };\n',
      '/w/1.dtso': '/dts-v1/;\n/plugin/;\n&n { v = <1>; };\n',
      '/w/2.dtso': '/dts-v1/;\n/plugin/;\n&n { v = <2>; };\n',
    },
    { settings: [{ folder: '', settings }] },
  );
  const { reads, tree } = analysisOf(workspace, a);
  expect(reads).toEqual([a, '/w/1.dtso', '/w/2.dtso']);
  expect(tree.root.children.get('node')?.properties.get('v')?.definitions).toHaveLength(3);
  expect(findingsOf(workspace, a)).toEqual([]);
});
