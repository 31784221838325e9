/** The one place where tests of *move module into domain* touch the program: run the action, compare files and trees. */
import { expect } from 'vitest';
import { codeActions } from '../../server/src/features/code-actions';
import type { CodeAction } from '../../server/src/features/code-action';
import { applyTextEdits } from '../../server/src/rules/apply-edits';
import { fileId } from '../../server/src/lexer/token-chunk';
import { childrenOf, nodeAt } from '../../server/src/tree/node-ref';
import { bytesOf } from '../../server/src/tree/value';
import { dedented, fixture, snapshotOf, type Fixture } from './fixture';

/** The titles of the moves that are offered at the cursor; disabled ones with their reason. */
export function moveTitles(source: string): readonly string[] {
  const { snapshot, file, range } = fixture(source);
  return codeActions(snapshot, file, range)
    .filter((it) => it.title.startsWith('Move module'))
    .map((it) => (it.disabled === undefined ? it.title : `${it.title} (${it.disabled})`));
}

/** Takes the action with that title and compares every file that changes, in the fixture's own notation. */
export function checkMove(source: string, title: string, expected: string): void {
  const before = fixture(source);
  expect(notationOf(editedTexts(before, actionOf(before, title)))).toBe(dedented(expected));
}

/** Takes the action and gives the first file's text after it. */
export function movedText(source: string, title: string): string {
  const before = fixture(source);
  return [...editedTexts(before, actionOf(before, title)).values()][0] ?? '';
}

/** Takes the action and gives the rest of the line at the place that the user is asked to rename. */
export function textToRename(source: string, title: string): string {
  const before = fixture(source);
  const action = actionOf(before, title);
  const text = editedTexts(before, action).get(action.renames?.file ?? '') ?? '';
  return text.slice(action.renames?.offset).split('\n')[0] ?? '';
}

/** With its last module gone, `/chosen` no longer needs its cells: dtc says so, and it is for the user to decide. */
const leftBehind = 'dtc/avoid_unnecessary_addr_size';

/** Takes the action and compares what is composed: the module's bytes but for `reg`, its place, and the findings. */
export function checkMovedTree(
  source: string,
  title: string,
  paths: { readonly from: string; readonly to: string },
): void {
  const before = fixture(source);
  const after = snapshotOf(editedTexts(before, actionOf(before, title)));
  const treeOf = (snapshot: typeof after) => {
    const [context] = snapshot.contextsOf(fileId([...before.texts.keys()][0] ?? ''));
    if (context === undefined) throw new Error('the fixture has no context');
    return snapshot.analysis(context);
  };
  const old = treeOf(before.snapshot);
  const now = treeOf(after);
  expect(nodeAt(now.tree, paths.from)).toBeUndefined();
  const moved = nodeAt(now.tree, paths.to);
  expect(moved?.path).toBe(paths.to);
  expect(propertiesOf(now.tree, moved)).toEqual(
    propertiesOf(old.tree, nodeAt(old.tree, paths.from)),
  );
  expect(moved && childrenOf(moved).map((it) => it.node.name)).toEqual(
    childrenOf(nodeAt(old.tree, paths.from) ?? { node: old.tree.root, path: '/', depth: 0 }).map(
      (it) => it.node.name,
    ),
  );
  const known = new Set([...old.diagnostics().map((it) => it.code), leftBehind]);
  const fresh = now.diagnostics().filter((it) => !known.has(it.code));
  expect(fresh.map((it) => `${it.code}: ${it.message}`)).toEqual([]);
}

function propertiesOf(tree: Parameters<typeof bytesOf>[0], ref: ReturnType<typeof nodeAt>) {
  return [...(ref?.node.properties.values() ?? [])]
    .filter((it) => it.name !== 'reg')
    .map((it) => [it.name, bytesOf(tree, it)]);
}

function actionOf({ snapshot, file, range }: Fixture, title: string): CodeAction {
  const actions = codeActions(snapshot, file, range);
  const action = actions.find((it) => it.title === title);
  if (action === undefined)
    throw new Error(`not offered: ${actions.map((it) => it.title).join(', ')}`);
  expect(action.disabled).toBeUndefined();
  return action;
}

function editedTexts({ texts }: Fixture, { edits }: CodeAction): ReadonlyMap<string, string> {
  return new Map(
    [...texts].map(([path, text]) => [path, applyTextEdits(text, edits.get(fileId(path)) ?? [])]),
  );
}

function notationOf(texts: ReadonlyMap<string, string>): string {
  const [only] = texts;
  if (texts.size === 1 && only !== undefined) return only[1];
  return [...texts].map(([path, text]) => `//- ${path}\n${text}`).join('');
}
