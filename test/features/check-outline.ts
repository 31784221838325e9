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
  expect(documentSymbols(snapshot, file, outline).flat().join('')).toBe(dedented(expected));
}

/** The lines of a symbol and of those in it. */
function outline(
  { kind, name, detail, range, selection }: DocumentSymbol,
  children: readonly string[][],
): string[] {
  expect(range.start).toBeLessThanOrEqual(selection.start);
  expect(range.end).toBeGreaterThanOrEqual(selection.end);
  const line = `${kind} ${name}  ${detail}`.trimEnd();
  return [`${line}\n`, ...children.flat().map((it) => `  ${it}`)];
}

/** How many symbols of each kind the outline has. */
export function countSymbols(source: string): Partial<Record<DocumentSymbol['kind'], number>> {
  const { snapshot, file } = fixture(source);
  const counts: Partial<Record<DocumentSymbol['kind'], number>> = {};
  documentSymbols(snapshot, file, ({ kind }) => (counts[kind] = (counts[kind] ?? 0) + 1));
  return counts;
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
