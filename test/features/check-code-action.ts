/** The one place where tests of fixes touch the program. */
import { expect } from 'vitest';
import { codeActions } from '../../server/src/features/code-actions';
import type { CodeAction } from '../../server/src/features/code-action';
import { fileId } from '../../server/src/lexer/token-chunk';
import { applyTextEdits } from '../../server/src/rules/apply-edits';
import { dedented, fixture } from './fixture';

/** The titles of the quick fixes at the cursor, each with the codes that it mends. */
export function fixTitles(source: string): readonly string[] {
  const { snapshot, file, range } = fixture(source);
  return codeActions(snapshot, file, range, ['quickfix']).map(
    (it) => `${it.title} [${it.diagnostics.map(({ code }) => code).join(', ')}]`,
  );
}

/** Takes the fix with that title and compares the file with the cursor. */
export function checkFix(source: string, title: string, expected: string): void {
  const { snapshot, file, range, texts } = fixture(source);
  const actions = codeActions(snapshot, file, range, ['quickfix']);
  const action = actions.find((it) => it.title === title);
  expect(actions.map((it) => it.title)).toContain(title);
  expect(edited(texts.get(file) ?? '', file, action)).toBe(dedented(expected));
}

/** Takes `source.fixAll` again and again until it offers nothing, and compares the file. */
export function checkFixAll(source: string, expected: string): void {
  const first = fixture(source);
  let text = first.texts.get(first.file) ?? '';
  for (let round = 0; round < 10; round++) {
    const { snapshot, file, range } = fixture(text);
    const [action] = codeActions(snapshot, file, range, ['source.fixAll']);
    if (action === undefined) break;
    text = edited(text, file, action);
  }
  expect(text).toBe(dedented(expected));
}

function edited(text: string, file: string, action: CodeAction | undefined): string {
  return applyTextEdits(text, action?.edits.get(fileId(file)) ?? []);
}
