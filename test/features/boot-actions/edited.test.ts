/** In an editor the tree is edited, not read anew: the actions must be the same. */
import { expect, test } from 'vitest';
import { codeActions } from '../../../server/src/features/code-actions';
import { fileId } from '../../../server/src/lexer/token-chunk';
import { applyTextEdits } from '../../../server/src/rules/apply-edits';
import { defaultSettings } from '../../../server/src/workspace/settings';
import type { Snapshot } from '../../../server/src/workspace/snapshot';
import { createWorkspace } from '../../../server/src/workspace/workspace';
import { findingsOf } from '../check-boot-action';
import { board, domain } from './boards';

const file = fileId('/board.dts');

/** The quick fixes at all findings, and the rewritings at all nodes. */
function offeredIn(snapshot: Snapshot) {
  const text = snapshot.file(file)?.text ?? '';
  const nodes = [...text.matchAll(/[\w@,-]+(?= \{)/g)].map((it) => it.index);
  const places = [...findingsOf(snapshot, file).map((it) => it.range.start), ...nodes];
  return places.flatMap((start) =>
    codeActions(snapshot, file, { start, end: start }, ['quickfix', 'refactor.rewrite']),
  );
}

const settings = [{ folder: '', settings: defaultSettings }];

function fresh(text: string): Snapshot {
  return createWorkspace().apply({ files: [{ kind: 'text', file, text }], settings });
}

const flawed = board({
  properties: '		xen,static-heap = <0x0 0x60001000 0x0 0x10000000>;',
  chosen:
    `
		ramdisk@48f00000 {
			compatible = "multiboot,ramdisk", "multiboot,module";
			reg = <0x0 0x48f00000 0x0 0x200000>;
		};
` +
    domain('			xen,static-mem = <0x0 0x6f000800 0x0 0x2000000>;') +
    domain(
      `
			dtb {
				compatible = "multiboot,device-tree", "multiboot,module";
			};
`,
      { name: 'domU2', kernel: '90000000' },
    ) +
    domain('			status = "disabled";', { name: 'domU3', kernel: '5c000000' }),
});

test('one fix after the other leads to a sound board, and each step offers what a fresh file would', () => {
  const workspace = createWorkspace();
  let text = flawed;
  let snapshot = workspace.apply({ files: [{ kind: 'text', file, text }], settings });
  const taken: string[] = [];
  for (let step = 0; step < 30; step++) {
    const offered = offeredIn(snapshot);
    const plain = (it: typeof offered) =>
      it.map(({ title, kind, edits }) => ({ title, kind, edits: [...edits] }));
    expect(plain(offered)).toEqual(plain(offeredIn(fresh(text))));
    const fix = offered.find((it) => it.kind === 'quickfix' && it.isPreferred);
    if (fix === undefined) break;
    const edits = fix.edits.get(file) ?? [];
    text = applyTextEdits(text, edits);
    snapshot = workspace.apply({
      files: [{ kind: 'edits', file, edits: [...edits].reverse() }],
    });
    taken.push(fix.title);
  }
  expect(snapshot.file(file)?.text).toBe(text);
  expect(taken).toEqual([
    'Round xen,static-heap inward to 64 KiB',
    'Move ramdisk@48f00000 to 0x49000000, the next free page',
    'Set memory to <0x0 0x8000>',
    'Move xen,static-mem to 0x70000000, the next free 2 MiB block',
    'Give dtb a reg at 0x5c800000 with 64 KiB, to be set to the size of its file',
    'Move kernel@90000000 to 0x5ca00000, the next free 2 MiB block',
    'Remove status',
  ]);
  expect(findingsOf(snapshot, file).map((it) => it.code)).toEqual([]);
});
