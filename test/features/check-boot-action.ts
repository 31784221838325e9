/** The one place where tests of code actions about boot descriptions touch the program: offer, apply, analyse again. */
import { expect } from 'vitest';
import type { CodeAction } from '../../server/src/features/code-action';
import { codeActions } from '../../server/src/features/code-actions';
import { fileId } from '../../server/src/lexer/token-chunk';
import { applyTextEdits } from '../../server/src/rules/apply-edits';
import type { Diagnostic, Snapshot } from '../../server/src/workspace/snapshot';
import { dedented, fixture, snapshotOf, type Fixture } from './fixture';

/** The titles of the quick fixes and rewritings at the cursor, without moves into other domains. */
export function actionTitles(source: string): readonly string[] {
  const { snapshot, file, range } = fixture(source);
  return codeActions(snapshot, file, range, ['quickfix', 'refactor.rewrite']).map((it) => it.title);
}

/** Takes the action with that title and gives all texts after it, in the fixture's notation. */
export function afterAction(source: string, title: string): string {
  return notationOf(editedTexts(fixture(source), title));
}

/** What an action is expected to leave behind. */
export interface Outcome {
  /** Codes of findings that are new and that the user must decide about. */
  readonly leaves?: readonly string[];
}

/**
 * Takes the action, compares the files, and analyses them again: the findings that it mends are gone, and there is none
 * that was not there before.
 */
export function checkAction(
  source: string,
  title: string,
  expected: string,
  outcome: Outcome = {},
): void {
  const before = fixture(source);
  const action = actionOf(before, title);
  const texts = editedTexts(before, title);
  expect(notationOf(texts)).toBe(dedented(expected));
  const after = snapshotOf(texts);
  const now = findingsOf(after, before.file);
  expect(freshCodes(findingsOf(before.snapshot, before.file), now)).toEqual(outcome.leaves ?? []);
  const mended = action.diagnostics.map((it) => it.code);
  expect(now.map((it) => it.code).filter((it) => mended.includes(it))).toEqual([]);
}

/** The codes that are found more often than before, each once. */
export function freshCodes(
  before: readonly Diagnostic[],
  after: readonly Diagnostic[],
): readonly string[] {
  const count = (all: readonly Diagnostic[], code: string) =>
    all.filter((it) => it.code === code).length;
  const codes = [...new Set(after.map((it) => it.code))];
  return codes.filter((it) => count(after, it) > count(before, it));
}

/** All findings of the first context of a file. */
export function findingsOf(snapshot: Snapshot, file: Fixture['file']): readonly Diagnostic[] {
  const [context] = snapshot.contextsOf(file);
  return context === undefined ? [] : snapshot.analysis(context).diagnostics();
}

function actionOf({ snapshot, file, range }: Fixture, title: string): CodeAction {
  const actions = codeActions(snapshot, file, range, ['quickfix', 'refactor.rewrite']);
  const action = actions.find((it) => it.title === title);
  if (action === undefined)
    throw new Error(`not offered: ${actions.map((it) => it.title).join(', ')}`);
  return action;
}

function editedTexts(before: Fixture, title: string): ReadonlyMap<string, string> {
  const { edits } = actionOf(before, title);
  return new Map(
    [...before.texts].map(([path, text]) => [
      path,
      applyTextEdits(text, edits.get(fileId(path)) ?? []),
    ]),
  );
}

function notationOf(texts: ReadonlyMap<string, string>): string {
  const [only] = texts;
  if (texts.size === 1 && only !== undefined) return only[1];
  return [...texts].map(([path, text]) => `//- ${path}\n${text}`).join('');
}
