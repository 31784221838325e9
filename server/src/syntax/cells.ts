/** `<…>` groups, with or without `/bits/`: numbers, expressions, references and labels (dtc dt-parser.y arrayprefix). */
import { TokenKind } from '../lexer/token-kind';
import type { CellReference, CellsPart, LabelSyntax, ValuePart } from './ast';
import {
  describeHere,
  kindAt,
  report,
  spanFrom,
  spanHere,
  textAt,
  touches,
  type Cursor,
} from './cursor';
import { readPrimary, undefinedName, type Integer } from './expression';
import { integerValue } from './literal';
import { keywordHere, readLabels, readReference, skipKeyword, startsLabel } from './names';

/** Reads `/bits/ N <…>` at the keyword. */
export function readBits(cursor: Cursor, labels: LabelSyntax[]): ValuePart {
  const from = cursor.at;
  skipKeyword(cursor);
  const written = textAt(cursor);
  const span = spanHere(cursor);
  const width = kindAt(cursor) === TokenKind.number ? Number(integerValue(written)) : undefined;
  if (width === undefined) {
    report(
      cursor,
      'syntax/bad-bits',
      `expected a width of 8, 16, 32 or 64 bits behind /bits/, found ${describeHere(cursor)}`,
      span,
    );
  } else {
    cursor.at++;
    if (width !== 8 && width !== 16 && width !== 32 && width !== 64)
      report(
        cursor,
        'syntax/bad-bits',
        `array elements must be 8, 16, 32 or 64 bits wide, found ${written}`,
        span,
      );
  }
  if (kindAt(cursor) !== TokenKind.less) {
    if (width !== undefined)
      report(
        cursor,
        'syntax/missing-value',
        `expected "<" behind /bits/ ${written}, found ${describeHere(cursor)}`,
        spanHere(cursor),
      );
    return emptyCells(cursor, from);
  }
  const bits = width === 8 || width === 16 || width === 64 ? width : 32;
  return { ...readCells(cursor, bits, labels), from };
}

function emptyCells(cursor: Cursor, from: number): CellsPart {
  return {
    kind: 'cells',
    bits: 32,
    values: [],
    starts: [],
    ends: [],
    references: [],
    unknown: [],
    ...spanFrom(cursor, from),
  };
}

/** Reads `<…>` at the `<`. */
export function readCells(
  cursor: Cursor,
  bits: 8 | 16 | 32 | 64,
  labels: LabelSyntax[],
): CellsPart {
  const from = cursor.at;
  const open = spanHere(cursor);
  const values: (number | bigint)[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  const references: CellReference[] = [];
  const unknown: number[] = [];
  cursor.at++;
  for (;;) {
    const start = cursor.at;
    const kind = kindAt(cursor);
    if (kind === TokenKind.greater) {
      cursor.at++;
      break;
    }
    if (startsLabel(cursor)) {
      labels.push(...readLabels(cursor));
      continue;
    }
    if (kind === TokenKind.number && kindAt(cursor, 1) === TokenKind.colon && touches(cursor, 1)) {
      const split = splitLabel(cursor);
      if (split !== undefined) {
        labels.push(split.label);
        values.push(bits === 64 ? BigInt(split.value) : Number(split.value));
        starts.push(start);
        ends.push(cursor.at);
        continue;
      }
    }
    if (kind === TokenKind.number && integerValue(textAt(cursor)) === undefined) {
      const several = touchingLiterals(textAt(cursor));
      if (several !== undefined) {
        cursor.at++;
        for (const value of several) {
          const fitted = fit(cursor, value, bits, start);
          if (fitted === undefined) unknown.push(values.length);
          values.push(fitted ?? (bits === 64 ? 0n : 0));
          starts.push(start);
          ends.push(cursor.at);
        }
        continue;
      }
    }
    if (endsCells(cursor, kind)) {
      const message = `expected ">" or another cell, found ${describeHere(cursor)}`;
      report(cursor, 'syntax/missing-bracket', message, spanHere(cursor), [
        { at: open, message: 'opened here' },
      ]);
      break;
    }
    if (kind === TokenKind.ampersand) {
      const reference = readReference(cursor);
      if (reference === undefined) continue;
      if (bits !== 32)
        report(
          cursor,
          'syntax/reference-width',
          'references are only allowed in groups of 32-bit cells',
          reference,
        );
      else references.push({ index: values.length, reference });
      values.push(allOnes(bits));
    } else {
      const value = readCell(cursor, kind);
      const fitted = value === undefined ? undefined : fit(cursor, value, bits, start);
      if (fitted === undefined) unknown.push(values.length);
      values.push(fitted ?? (bits === 64 ? 0n : 0));
    }
    starts.push(start);
    ends.push(cursor.at);
  }
  return {
    kind: 'cells',
    bits,
    values,
    starts,
    ends,
    references,
    unknown,
    ...spanFrom(cursor, from),
  };
}

/** `1L2UL` is one preprocessing number, but two literals to dtc. */
function touchingLiterals(text: string): readonly (bigint | number)[] | undefined {
  const literals = text.match(/(?:0[xX][0-9a-fA-F]+|[0-9]+)(?:ULL|UL|LL|U|L)?/g) ?? [];
  if (literals.length < 2 || literals.join('') !== text) return undefined;
  const values = literals.map(integerValue).filter((it) => it !== undefined);
  return values.length === literals.length ? values : undefined;
}

/** `1h:` is one preprocessing number and a colon, but to dtc the number 1 and the label `h`. */
function splitLabel(
  cursor: Cursor,
): { readonly value: bigint | number; readonly label: LabelSyntax } | undefined {
  const [, digits, name] =
    /^(0[xX][0-9a-fA-F]+|[0-9]+)([A-Za-z_][A-Za-z0-9_]*)$/.exec(textAt(cursor)) ?? [];
  const isWhole = integerValue(textAt(cursor)) !== undefined;
  const value = digits === undefined || isWhole ? undefined : integerValue(digits);
  if (value === undefined || name === undefined) return undefined;
  const from = cursor.at;
  cursor.at += 2;
  return { value, label: { kind: 'label', name, ...spanFrom(cursor, from) } };
}

function allOnes(bits: 8 | 16 | 32 | 64): number | bigint {
  return bits === 64 ? 0xffffffffffffffffn : 2 ** bits - 1;
}

/** What cannot stand in a group: the `>` is missing. */
function endsCells(cursor: Cursor, kind: number): boolean {
  switch (kind) {
    case TokenKind.end:
    case TokenKind.semicolon:
    case TokenKind.openBrace:
    case TokenKind.closeBrace:
    case TokenKind.equals:
      return true;
    case TokenKind.slash:
      return keywordHere(cursor) !== undefined;
    default:
      return false;
  }
}

function readCell(cursor: Cursor, kind: number): Integer {
  if (kind === TokenKind.number || kind === TokenKind.char || kind === TokenKind.openParen)
    return readPrimary(cursor);
  if (kind === TokenKind.identifier) return undefinedName(cursor);
  const found = describeHere(cursor);
  const message =
    kind === TokenKind.comma
      ? 'cells are separated by blanks, not by ","'
      : kind === TokenKind.plus ||
          kind === TokenKind.minus ||
          kind === TokenKind.bar ||
          kind === TokenKind.lessLess
        ? `expected a cell, found ${found}: put expressions in parentheses`
        : kind === TokenKind.greaterGreater
          ? 'expected a cell or ">", found ">>"'
          : `expected a cell (a number, "(expression)" or &reference), found ${found}`;
  report(cursor, 'syntax/unexpected-token', message, spanHere(cursor));
  cursor.at++;
  return undefined;
}

/** dtc takes a value whose upper bits are all zero or all one, and keeps the lower ones. */
function fit(
  cursor: Cursor,
  value: bigint | number,
  bits: 8 | 16 | 32 | 64,
  start: number,
): Integer {
  if (bits === 64) return BigInt(value);
  const limit = 2 ** bits;
  if (typeof value === 'number' && value < limit) return value;
  const wide = BigInt(value);
  if (wide < BigInt(limit)) return Number(wide);
  if ((wide | BigInt(limit - 1)) === 0xffffffffffffffffn) return Number(BigInt.asUintN(bits, wide));
  const message = `0x${wide.toString(16)} does not fit a cell of ${bits} bits`;
  report(cursor, 'syntax/value-range', message, spanFrom(cursor, start));
  return undefined;
}
