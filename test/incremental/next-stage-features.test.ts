import { expect, test } from 'vitest';
import { codeLenses } from '../../server/src/features/code-lens';
import { hover } from '../../server/src/features/hover/hover';
import { positionIn } from '../../server/src/features/position';
import { fileId } from '../../server/src/lexer/token-chunk';
import type { Snapshot } from '../../server/src/workspace/snapshot';
import { createWorkspace } from '../../server/src/workspace/workspace';
import { domain, dom0Board } from '../../server/src/rules/xen/example-board';

const file = fileId('/board.dts');
const dts = dom0Board(
  `bootargs = "B"; ${domain('domU1', '').replace(/reg = <0x52.*/, '$& bootargs = "quiet";')}`,
);

/** The hovers on both command lines and on the domain, and the lenses, after the rules have run. */
function answersOf(snapshot: Snapshot, text: string) {
  for (const context of snapshot.contextsOf(file)) snapshot.analysis(context).diagnostics();
  const places = ['bootargs = "B', 'domU1', 'bootargs = "quiet', 'chosen'];
  return {
    hovers: places.map((it) => hover(snapshot, file, text.indexOf(it) + 1)?.markdown),
    lenses: codeLenses(snapshot, file),
  };
}

test('a command line is told after an edit that nobody asked findings about was taken back', () => {
  const workspace = createWorkspace();
  const before = answersOf(workspace.apply({ files: [{ kind: 'text', file, text: dts }] }), dts);
  const at = dts.indexOf('domU1') + 'domU1'.length;
  const composed = (start: number, end: number, newText: string) => {
    const edits = [{ range: { start, end }, newText }];
    const snapshot = workspace.apply({ files: [{ kind: 'edits', file, edits }] });
    for (const context of snapshot.contextsOf(file))
      expect(snapshot.analysis(context).tree).toBeDefined();
    return snapshot;
  };
  // The line becomes a chunk of its own first.
  answersOf(composed(at, at, '2'), dts);
  answersOf(composed(at, at + 1, ''), dts);
  composed(at, at, '2');
  const snapshot = composed(at, at + 1, '');
  const place = dts.indexOf('bootargs = "quiet') + 1;
  expect(hover(snapshot, file, place)?.markdown).toBe(before.hovers[2]);
  expect(before.hovers[2]).toContain('Command line of **domU1**');
});

test('a number is told after an edit before it', () => {
  const workspace = createWorkspace();
  workspace.apply({ files: [{ kind: 'text', file, text: dts }] });
  const start = dts.indexOf('<0x50000000') + 1;
  const edits = [{ range: { start, end: start + 10 }, newText: '0x51000000' }];
  const snapshot = workspace.apply({ files: [{ kind: 'edits', file, edits }] });
  expect(hover(snapshot, file, start + 1)?.markdown).toMatch(/^0x51000000 = /);
});

test('what a macro makes of several lines is told on its parenthesis when one of them was edited', () => {
  const source = `/dts-v1/;
#define SERIAL(n, speed) serial##n { current-speed = <speed>; }
/ {
	SERIAL(1,
	       9600);
};
`;
  const workspace = createWorkspace();
  workspace.apply({ files: [{ kind: 'text', file, text: source }] });
  const start = source.indexOf('9600');
  const edits = [{ range: { start, end: start + 1 }, newText: '1' }];
  const snapshot = workspace.apply({ files: [{ kind: 'edits', file, edits }] });
  const parenthesis = source.lastIndexOf('(1');
  const { path } = positionIn(snapshot, file, parenthesis) ?? { path: [] };
  expect(path.map((it) => it.kind)).toEqual(['file', 'node', 'node', 'name']);
});

test.each([
  ['a command line grows', '"quiet"', '"quiet splash"'],
  ['dom0 gets one of its own', 'bootargs = "B";', 'bootargs = "B"; xen,dom0-bootargs = "D";'],
  ['the domain takes the kernel of dom0', 'reg = <0x52000000', 'reg = <0x50000000'],
  ['the domain gets a unit address', 'domU1', 'domU1@1'],
])('hovers and lenses follow the edit when %s', (_, from, to) => {
  const start = dts.indexOf(from);
  const edited = dts.slice(0, start) + to + dts.slice(start + from.length);
  const workspace = createWorkspace();
  const before = answersOf(workspace.apply({ files: [{ kind: 'text', file, text: dts }] }), dts);
  const edits = [{ range: { start, end: start + from.length }, newText: to }];
  const after = answersOf(workspace.apply({ files: [{ kind: 'edits', file, edits }] }), edited);
  const fresh = createWorkspace().apply({ files: [{ kind: 'text', file, text: edited }] });
  expect(start).toBeGreaterThan(0);
  expect(after).not.toEqual(before);
  expect(after).toEqual(answersOf(fresh, edited));
});
