/** The one place where tests of outline, folding and links touch the program. */
import { expect } from 'vitest';
import { documentLinks } from '../../server/src/features/document-links';
import { documentSymbols, type DocumentSymbol } from '../../server/src/features/document-symbols';
import { foldingRanges } from '../../server/src/features/folding-ranges';
import { linesOf } from '../../server/src/lexer/source-file';
import { positionAt } from '../../server/src/text/line-index';
import { dedented, fixture } from './fixture';

/** Compares the outline: one line for each symbol, `kind name  detail`, two blanks deeper for each level. */
export function checkSymbols(source: string, expected: string): void {
  const { snapshot, file } = fixture(source);
  const symbols = documentSymbols(snapshot, file);
  expect(symbols.map((it) => outline(it, 0)).join('')).toBe(dedented(expected));
}

function outline(
  { kind, name, detail, children, range, selection }: DocumentSymbol,
  depth: number,
): string {
  expect(range.start).toBeLessThanOrEqual(selection.start);
  expect(range.end).toBeGreaterThanOrEqual(selection.end);
  const line = `${'  '.repeat(depth)}${kind} ${name}  ${detail}`.trimEnd();
  return `${line}\n${children.map((it) => outline(it, depth + 1)).join('')}`;
}

/** Compares the folds: `first line-last hidden line kind`, lines count from 1. */
export function checkFolds(source: string, expected: readonly string[]): void {
  const { snapshot, file } = fixture(source);
  const known = snapshot.file(file);
  const lineOf = (offset: number) => (known ? positionAt(linesOf(known), offset).line + 1 : 0);
  const folds = foldingRanges(snapshot, file).map(({ range, kind }) =>
    `${lineOf(range.start)}-${lineOf(range.end)} ${kind ?? ''}`.trim(),
  );
  expect(folds).toEqual(expected);
}

/** Compares the links: `text -> file`. */
export function checkLinks(source: string, expected: readonly string[]): void {
  const { snapshot, file, texts } = fixture(source);
  const links = documentLinks(snapshot, file).map(
    ({ range, target }) => `${texts.get(file)?.slice(range.start, range.end) ?? ''} -> ${target}`,
  );
  expect(links).toEqual(expected);
}
