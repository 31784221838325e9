/** Nothing of an old snapshot outlives it, and edits do not fill the memory. */
import { expect, test } from 'vitest';
import { completion } from '../../server/src/features/completion/completion';
import { documentSymbols } from '../../server/src/features/document-symbols';
import { foldingRanges } from '../../server/src/features/folding-ranges';
import { hover } from '../../server/src/features/hover/hover';
import { ordinalAt } from '../../server/src/lexer/source-file';
import { fileId } from '../../server/src/lexer/token-chunk';
import { platformOf } from '../../server/src/model/platform';
import type { DtNode } from '../../server/src/tree/dt-node';
import type { Workspace } from '../../server/src/workspace/workspace';
import { dom0lessBoard, flatBoard } from '../bench/generate';
import { ownSchemas } from '../bindings/schema-files';
import { collectGarbage } from '../collect-garbage';
import { analysisOf, workspaceOf, type Texts } from './workspace-of';

const a = '/w/a.dts';
const b = '/w/b.dts';
const schemas = ownSchemas();

/** Behind the size of the first module of any board with domains. */
const place = dom0lessBoard(1, 3).indexOf(' 0x1000000>;') + ' 0x1000000'.length;

function opened(texts: Texts): Workspace {
  const workspace = workspaceOf(texts, { schemas });
  for (const path of Object.keys(texts)) askAll(workspace, path);
  return workspace;
}

/** Asks for all that an editor asks for. */
function askAll(workspace: Workspace, path: string): void {
  const analysis = analysisOf(workspace, path);
  analysis.diagnostics();
  analysis.preprocessed.macros();
  expect(analysis.platform().tree.root.name).toBe(analysis.tree.root.name);
  expect(platformOf(analysis.tree, analysis.target).tree).toBe(analysis.tree);
  const snapshot = workspace.current();
  const file = fileId(path);
  documentSymbols(snapshot, file, ({ name }) => name);
  foldingRanges(snapshot, file);
  hover(snapshot, file, place);
  completion(snapshot, file, place);
}

function edit(workspace: Workspace, path: string, start: number, end: number, newText = ''): void {
  const edits = [{ range: { start, end }, newText }];
  workspace.apply({ files: [{ kind: 'edits', file: fileId(path), edits }] });
}

/** Types a digit at the place, then erases it, and so on; asks for everything about some files after each key. */
function press(workspace: Workspace, path: string, count: number, asked = [a, b]): void {
  for (let i = 0; i < count; i++) {
    if (i % 2 === 0) edit(workspace, path, place, place, '0');
    else edit(workspace, path, place, place + 1);
    for (const it of asked) askAll(workspace, it);
  }
}

type Made = ReadonlyMap<string, WeakRef<object>>;

/** What the last edit of a file made, by name. */
function madeFor(workspace: Workspace, path: string): Made {
  const snapshot = workspace.current();
  const analysis = analysisOf(workspace, path);
  const { preprocessed, syntax, target, tree } = analysis;
  const model = platformOf(tree, target);
  const file = snapshot.file(fileId(path));
  const made: Readonly<Record<string, object | undefined>> = {
    snapshot,
    file,
    chunk: file?.chunks[ordinalAt(file, place)],
    analysis,
    preprocessed,
    visit: preprocessed.run.visit,
    sequence: syntax.sequence,
    syntax,
    statements: syntax.statements,
    tree,
    chosen: chosenIn(tree.root),
    property: chosenIn(tree.root)?.children.get('module@810000000')?.properties.get('reg'),
    model,
    module: model.modules[0],
    diagnostics: analysis.diagnostics(),
  };
  return new Map(
    Object.entries(made).map(([name, it]) => {
      if (it === undefined) throw new Error(`there is no ${name}`);
      return [name, new WeakRef(it)];
    }),
  );
}

function chosenIn(root: DtNode): DtNode | undefined {
  return root.children.get('chosen');
}

/** The names of those that somebody holds. */
function heldOf(made: Made): readonly string[] {
  return [...made].flatMap(([name, it]) => (it.deref() === undefined ? [] : [name]));
}

test('what an edit replaces goes with its snapshot', async () => {
  const workspace = opened({ [a]: dom0lessBoard(4, 3), [b]: dom0lessBoard(2, 3) });
  const opening = madeFor(workspace, a);
  press(workspace, a, 2);
  const first = madeFor(workspace, a);
  press(workspace, a, 2);
  const now = madeFor(workspace, a);
  await collectGarbage();
  // The tokens of the opening are one stream, which keeps its chunks for as long as any syntax of it is left.
  expect(heldOf(opening)).toEqual(['chunk']);
  expect(heldOf(first)).toEqual([]);
  expect(heldOf(now)).toEqual([...now.keys()]);
});

test('who holds an old snapshot holds all of it', async () => {
  const workspace = opened({ [a]: dom0lessBoard(4, 3), [b]: dom0lessBoard(2, 3) });
  const opening = madeFor(workspace, a);
  const snapshot = workspace.current();
  press(workspace, a, 2);
  await collectGarbage();
  expect(heldOf(opening)).toEqual([...opening.keys()]);
  expect(snapshot.file(fileId(a))?.text).toBe(dom0lessBoard(4, 3));
});

test('boards that are edited in turn do not keep the past of each other', async () => {
  const workspace = opened({ [a]: dom0lessBoard(4, 3), [b]: dom0lessBoard(2, 3) });
  for (const path of [a, b]) press(workspace, path, 2);
  const past: Made[] = [];
  for (const path of [a, b, a, b]) {
    past.push(madeFor(workspace, path));
    press(workspace, path, 1);
  }
  await collectGarbage();
  expect(past.map(heldOf)).toEqual(past.map(() => []));
});

test('a board that nobody looks at any more keeps nothing of the others', async () => {
  const workspace = opened({ [a]: dom0lessBoard(4, 3), [b]: dom0lessBoard(2, 3) });
  press(workspace, a, 2);
  const past = madeFor(workspace, a);
  press(workspace, a, 1, [a]);
  await collectGarbage();
  expect(heldOf(past)).toEqual([]);
});

test('of the boards that nobody looks at any more two are kept ready', async () => {
  const paths = ['a', 'b', 'c', 'd'].map((it) => `/w/${it}.dts`);
  const boards = paths.map((path, i) => [path, dom0lessBoard(i + 1, 3)] as const);
  const workspace = opened(Object.fromEntries(boards));
  const made = paths.map((it) => madeFor(workspace, it));
  const contexts = workspace.current().contextsOf(fileId('/w/a.dts'));
  workspace.keepReady(new Set(contexts));
  // The snapshot holds what it has answered with.
  workspace.apply({ open: [fileId('/w/a.dts')] });
  await collectGarbage();
  const isAnalysed = made.map((it) => heldOf(it).includes('tree'));
  expect(isAnalysed).toEqual([true, false, true, true]);
  expect(heldOf(made[1] ?? new Map())).toEqual(['file', 'chunk']);
});

test(
  'the heap after 1,000 edits all over a board is that after 200',
  { timeout: 120_000 },
  async () => {
    const text = flatBoard(1000);
    const places = [...text.matchAll(/ 0x1000>/g)].map((it) => it.index + ' 0x1000'.length);
    const before = await heapInUse();
    const workspace = opened({ [a]: text });
    const heapAfter = (edits: number): Promise<number> => {
      for (let i = 0; i < edits; i++) {
        const at = places[(i >> 1) % places.length] ?? 0;
        if (i % 2 === 0) edit(workspace, a, at, at, '0');
        else edit(workspace, a, at, at + 1);
        askAll(workspace, a);
      }
      return heapInUse();
    };
    const early = (await heapAfter(200)) - before;
    const late = (await heapAfter(800)) - before;
    expect(late).toBeLessThan(1.2 * early + 2 ** 20);
  },
);

/** In bytes, after a collection. */
async function heapInUse(): Promise<number> {
  await collectGarbage();
  return process.memoryUsage().heapUsed;
}
