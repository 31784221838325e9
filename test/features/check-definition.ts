/** The one place where tests of *go to definition* touch the program. */
import { expect } from 'vitest';
import { definition } from '../../server/src/features/definition';
import { linesOf } from '../../server/src/lexer/source-file';
import { positionAt } from '../../server/src/text/line-index';
import { fixture } from './fixture';

/** Follows the cursor; each link is `path:line selected text`, lines count from 1. */
export function checkDefinition(source: string, expected: readonly string[]): void {
  const { snapshot, file, range, texts } = fixture(source);
  const links = definition(snapshot, file, range.start).map((it) => {
    const target = snapshot.file(it.file);
    const line = target ? positionAt(linesOf(target), it.selection.start).line + 1 : 0;
    const text = texts.get(it.file)?.slice(it.selection.start, it.selection.end) ?? '';
    expect(it.range.start).toBeLessThanOrEqual(it.selection.start);
    expect(it.range.end).toBeGreaterThanOrEqual(it.selection.end);
    return `${it.file}:${line} ${text}`.trim();
  });
  expect(links).toEqual(expected);
}
