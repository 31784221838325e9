/** Numbers written over cells that are there already: each changed cell keeps its style, the others their text. */
import { textBetween } from '../../lexer/source-file';
import { hex } from '../../memory/format-number';
import { locate } from '../../preprocessor/locate';
import type { SourceEdit } from '../../rules/fix';
import type { Cell } from '../../tree/value';
import type { Files } from '../move-module/written-block';

/** `count` cells from the cell `from` on, high cell first. */
export interface CellRange {
  readonly from: number;
  readonly count: number;
}

/**
 * The edits that make the cells say `value`; an undefined one alone when it does not fit, or a macro writes a cell that
 * changes.
 */
export function writeNumber(
  words: readonly Cell[],
  { from, count }: CellRange,
  value: bigint,
  files: Files,
): readonly (SourceEdit | undefined)[] {
  if (value < 0n || value >> BigInt(32 * count) !== 0n) return [undefined];
  const edits: SourceEdit[] = [];
  const isPadded = words.some((it) => /^0x0[0-9a-f]{7}$/i.test(writtenText(it, files) ?? ''));
  for (let i = 0; i < count; i++) {
    const cell = words[from + i];
    const wanted = Number((value >> BigInt(32 * (count - 1 - i))) & 0xffffffffn);
    if (cell === undefined) return [undefined];
    if (cell.value === wanted) continue;
    const text = writtenText(cell, files);
    if (text === undefined) return [undefined];
    edits.push({ kind: 'replace', at: cell.at, text: inStyleOf(text, wanted, isPadded) });
  }
  return edits;
}

function writtenText({ at }: Cell, files: Files): string | undefined {
  const found = locate(at, files);
  const file = found?.isVerbatim === true ? files(found.file) : undefined;
  return found && file && textBetween(file, found.range.start, found.range.end);
}

/** Decimal stays decimal (but for a bare 0), hexadecimal keeps prefix and letter case; `isPadded`: to 8 digits. */
function inStyleOf(text: string, value: number, isPadded: boolean): string {
  if (/^[1-9][0-9]*$/.test(text)) return value.toString();
  const [, prefix = '0x', digits = ''] = /^(0[xX])([0-9a-fA-F]+)$/.exec(text) ?? [];
  const plain = value.toString(16);
  const cased = /[A-F]/.test(digits) && !/[a-f]/.test(digits) ? plain.toUpperCase() : plain;
  return prefix + cased.padStart(isPadded ? 8 : 0, '0');
}

/** `<…>` around numbers, each in so many cells, high cell first; undefined when one does not fit. */
export function cellsText(
  numbers: readonly { readonly value: bigint; readonly count: number }[],
): string | undefined {
  const cells: string[] = [];
  for (const { value, count } of numbers) {
    if (value >> BigInt(32 * count) !== 0n) return undefined;
    for (let i = count - 1; i >= 0; i--) cells.push(hex((value >> BigInt(32 * i)) & 0xffffffffn));
  }
  return `<${cells.join(' ')}>`;
}
