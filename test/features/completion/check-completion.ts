/** The one place where tests of completion touch the program. */
import { expect } from 'vitest';
import { completion } from '../../../server/src/features/completion/completion';
import type { CompletionItem } from '../../../server/src/features/completion/completion-item';
import { applyTextEdits } from '../../../server/src/rules/apply-edits';
import { fixture } from '../fixture';

/** What is offered at the cursor, best first; every item's range must hold the cursor and lie on its line. */
export function offered(source: string): readonly CompletionItem[] {
  const { snapshot, file, range, texts } = fixture(source);
  const { items } = completion(snapshot, file, range.start);
  for (const { edit, filterText } of items) {
    expect(edit.range.start).toBeLessThanOrEqual(range.start);
    expect(edit.range.end).toBeGreaterThanOrEqual(range.start);
    expect(texts.get(file)?.slice(edit.range.start, edit.range.end)).not.toContain('\n');
    expect(filterText).not.toBe('');
  }
  return [...items].sort((a, b) =>
    a.sortText < b.sortText ? -1 : a.sortText > b.sortText ? 1 : 0,
  );
}

/** The labels that are offered, best first, of one kind when it is given. */
export function labels(source: string, kind?: CompletionItem['kind']): readonly string[] {
  return offered(source)
    .filter((it) => kind === undefined || it.kind === kind)
    .map((it) => it.label);
}

/** The line that taking an item leaves, `|` where the cursor goes; blanks at its ends are taken off. */
export function lineAfter(source: string, label: string): string {
  const { texts, file } = fixture(source);
  const item = offered(source).find((it) => it.label === label);
  if (item === undefined) throw new Error(`not offered: ${labels(source).join(', ')}`);
  const { range, newText, cursor = newText.length } = item.edit;
  const marked = `${newText.slice(0, cursor)}|${newText.slice(cursor)}`;
  const text = applyTextEdits(texts.get(file) ?? '', [{ range, newText: marked }]);
  const at = range.start + cursor;
  const start = text.lastIndexOf('\n', range.start - 1) + 1;
  const end = text.indexOf('\n', at);
  return text.slice(start, end < 0 ? text.length : end).trim();
}
