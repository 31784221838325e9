/** The one place where tests of hover touch the program. */
import { expect } from 'vitest';
import { hover } from '../../server/src/features/hover/hover';
import { fixture } from './fixture';

/** The Markdown at the cursor; the range must hold the cursor. */
export function hoverText(source: string): string | undefined {
  const { snapshot, file, range } = fixture(source);
  const found = hover(snapshot, file, range.start);
  if (found === undefined) return undefined;
  expect(found.range.start).toBeLessThanOrEqual(range.start);
  expect(found.range.end).toBeGreaterThanOrEqual(range.start);
  return found.markdown;
}

/** Compares what the hover is about, and its first paragraph. */
export function checkHover(source: string, about: string, first: string): void {
  const { snapshot, file, range, texts } = fixture(source);
  const found = hover(snapshot, file, range.start);
  expect(texts.get(file)?.slice(found?.range.start, found?.range.end)).toBe(about);
  expect(found?.markdown.split('\n\n')[0]).toBe(first);
}
