/** Findings that are kept or moved along lie where those lie that are looked for anew. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { editSourceFile } from '../../server/src/lexer/edit-source-file';
import { emptyChunk } from '../../server/src/lexer/lexer';
import {
  linesOf,
  ordinalAt,
  sourceFile,
  startOfChunk,
  type SourceFile,
} from '../../server/src/lexer/source-file';
import { fileId } from '../../server/src/lexer/token-chunk';
import type { RawDiagnostic } from '../../server/src/rules/found';
import { positionsOf } from '../../server/src/text/line-index';
import { createPlacer } from '../../server/src/workspace/placer';
import type { Diagnostic, Snapshot } from '../../server/src/workspace/snapshot';
import type { Workspace } from '../../server/src/workspace/workspace';
import { analysisOf, workspaceOf, type Texts } from './workspace-of';

const root = '/w/a.dts';

/** Nodes whose unit address says nothing, told in the file that the node stands in; `n.dtsi` is read twice. */
const texts: Texts = {
  [root]: `/dts-v1/;
#define SIZE 0x10
/include/ "b.dtsi"
/ {
	first@1 { };
	// dts-chosen: ignore dtc/unit_address_vs_reg
	hushed@2 { };
	bus {
#include "n.dtsi"
	};
	other {
#include "n.dtsi"
	};
	macro@3 { size = <SIZE>; reg = SIZE; };
	last@4 { };
};
`,
  '/w/b.dtsi': '/ {\n\tb@1 { };\n\tb@2 { };\n};\n',
  '/w/n.dtsi': '\tn@1 { };\n\tm { x = <1>; };\n\tn@2 { };\n',
};

const snippets = [
  '\r\n',
  '',
  '',
  '\n',
  '\n\n',
  ' ',
  '1',
  'x@7 { };',
  '};',
  '{',
  '"',
  '/*',
  '// dts-chosen: ignore dtc/*\n',
];

const edit = fc.record({
  path: fc.constantFrom(...Object.keys(texts)),
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  width: fc.nat(9),
  newText: fc.constantFrom(...snippets),
  isWhole: fc.integer({ min: 0, max: 9 }).map((it) => it === 0),
  isHurried: fc.boolean(),
  isLookedBackAt: fc.boolean(),
});

function apply(workspace: Workspace, { at, isWhole, newText, path, width }: Edit): void {
  const file = fileId(path);
  const length = workspace.current().file(file)?.length ?? 0;
  const start = Math.round(at * length);
  const range = { start, end: Math.min(length, start + width) };
  const edited = { kind: 'edits', file, edits: [{ range, newText }] } as const;
  const text = workspace.current().file(file)?.text ?? '';
  const replaced = { kind: 'text', file, text: `${newText}${text}` } as const;
  workspace.apply({ files: [isWhole ? replaced : edited] });
}

interface Edit {
  /** All of the text is exchanged, as when a file is read again. */
  readonly isWhole: boolean;
  /** The document's own findings are asked for first. */
  readonly isHurried: boolean;
  /** The snapshot of before is asked once more. */
  readonly isLookedBackAt: boolean;
  readonly path: string;
  readonly at: number;
  readonly width: number;
  readonly newText: string;
}

/** A workspace of the texts as they are now, about which nothing is known yet. */
function anew(workspace: Workspace): Workspace {
  const files = Object.keys(texts).map((path) => {
    const text = workspace.current().file(fileId(path))?.text ?? '';
    return [path, text] as const;
  });
  return workspaceOf(Object.fromEntries(files));
}

function shown(workspace: Workspace): readonly unknown[] {
  return shownIn(workspace.current());
}

function shownIn(snapshot: Snapshot): readonly unknown[] {
  return snapshot
    .analysis(snapshot.contextOf(fileId(root)) ?? snapshot.contextOfRoot(fileId(root)))
    .diagnostics()
    .map(({ code, file, fixes, message, range, related, severity, tags }) => {
      return {
        code,
        file,
        fixes: fixes.map((it) => it.title),
        message,
        range,
        related,
        severity,
        tags,
      };
    });
}

/** Lines and columns of all places of a finding. */
function spotsOf(snapshot: Snapshot, { file, range, related }: Diagnostic): readonly unknown[] {
  return [{ file, range }, ...related].map((it) => {
    const source = snapshot.file(it.file);
    return [it.file, source && positionsOf(linesOf(source), it.range)];
  });
}

test('any edits: all lie where they lie in a workspace of its own', { timeout: 120_000 }, () => {
  fc.assert(
    fc.property(fc.array(edit, { minLength: 1, maxLength: 8 }), (edits) => {
      const workspace = workspaceOf(texts);
      const spots = new Map<object, readonly unknown[]>();
      for (const next of [undefined, ...edits]) {
        const before = workspace.current();
        const toldBefore = shownIn(before);
        if (next !== undefined) apply(workspace, next);
        if (next?.isHurried === true)
          analysisOf(workspace, root).diagnosticsFor(new Set([fileId(root)]));
        expect(shown(workspace)).toEqual(shown(anew(workspace)));
        if (next?.isLookedBackAt === true) expect(shownIn(before)).toEqual(toldBefore);
        for (const it of analysisOf(workspace, root).diagnostics()) {
          const here = spotsOf(workspace.current(), it);
          expect(spots.get(it.spot) ?? here).toEqual(here);
          spots.set(it.spot, here);
        }
      }
    }),
    { numRuns: 60 },
  );
});

/** So much that an edit behind it cuts nothing anew before it. */
const filler = Array.from({ length: 100 }, (_, i) => `\tf${i} { y = <${i}>; };\n`).join('');

/** The findings before and after an edit of the middle of a board, at its first and at its last node. */
function afterEdit(newText: string): { before: readonly Diagnostic[]; now: readonly Diagnostic[] } {
  const source = `/dts-v1/;\n/ {\n\tfirst@1 { };\n${filler}\tmiddle = <1>;\n${filler}\tlast@4 { };\n};\n`;
  const workspace = workspaceOf({ [root]: source });
  const found = () =>
    analysisOf(workspace, root)
      .diagnostics()
      .filter((it) => it.code === 'dtc/unit_address_vs_reg');
  const before = found();
  const start = source.indexOf('middle = <1') + 'middle = <1'.length;
  const edits = [{ range: { start, end: start }, newText }];
  workspace.apply({ files: [{ kind: 'edits', file: fileId(root), edits }] });
  return { before, now: found() };
}

test('a key leaves what lies before it alone and moves what lies behind it along its line', () => {
  const { before, now } = afterEdit('2');
  expect(now).toHaveLength(2);
  expect(now[0]).toBe(before[0]);
  expect(now[1]?.range.start).toBe((before[1]?.range.start ?? 0) + 1);
  expect(now[1]?.spot).toBe(before[1]?.spot);
});

test('a line more is another spot for all that lies behind it', () => {
  const { before, now } = afterEdit('2\n');
  expect(now[0]).toBe(before[0]);
  expect(now[1]?.spot).not.toBe(before[1]?.spot);
});

/** A file whose last word is in a chunk that an edit of it cuts anew, and nothing else is. */
const long = sourceFile(fileId(root), `${filler}last\n`);
const edited = editSourceFile(long, {
  range: { start: long.length - 1, end: long.length - 1 },
  newText: '1',
});

/** A finding at a word of the long file. */
function findingAt(offset: number, title: string): RawDiagnostic {
  const chunk = long.chunks[ordinalAt(long, offset)] ?? emptyChunk(long.id);
  const local = offset - (startOfChunk(long, chunk) ?? 0);
  const token = { chunk, index: chunk.ends.findIndex((end) => end > local) };
  const at = { first: token, last: token, frame: { kind: 'file', file: long.id } as const };
  const fixes = [{ title, edits: [], isSafe: true }];
  return { code: 'dtc/x', severity: 'warning', message: '', at, related: [], fixes, tags: [] };
}

const { context } = analysisOf(workspaceOf(texts), root);
const files = { context, reads: [long.id], file: () => long };

test('findings that say the same stay in the order in which they were found', () => {
  const [first, second, third] = ['first', 'second', 'third'].map((it) => findingAt(1, it));
  const placer = createPlacer();
  for (const all of [[second], [first, second], [second, first], [third, second, first], [first]]) {
    const found = all.filter((it) => it !== undefined);
    const titles = placer.place(found, files).map((it) => it.fixes[0]?.title);
    expect(titles).toEqual(found.map((it) => it.fixes[0]?.title));
  }
});

test('what lay nowhere is looked for again', () => {
  const start = long.length - 'last\n'.length;
  const found = [findingAt(start, '')];
  const placer = createPlacer();
  const rangeIn = (file: SourceFile) =>
    placer.place(found, { ...files, file: () => file })[0]?.range;
  expect(rangeIn(edited)).toEqual({ start: 0, end: 0 });
  expect(rangeIn(long)).toEqual({ start, end: start + 'last'.length });
});

/** How often a file is looked into when the last word of the long file is edited, with so many findings before it. */
function looksBehindEdit(findings: number): number {
  const lines = Array.from({ length: findings }, (_, i) => filler.indexOf(`\tf${i} `) + 1);
  const found = [...lines, long.length - 'last\n'.length].map((at) => findingAt(at, ''));
  const placer = createPlacer();
  placer.place(found, files);
  const counter = { looks: 0 };
  const file = () => {
    counter.looks++;
    return edited;
  };
  expect(placer.place(found, { ...files, file })).toHaveLength(found.length);
  return counter.looks;
}

test('a key has as few findings looked for among many as among a few', () => {
  expect(looksBehindEdit(70)).toBe(looksBehindEdit(2));
});
