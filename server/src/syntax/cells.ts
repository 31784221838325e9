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
    first: from,
    references: none,
    unknown: none,
    ...spanFrom(cursor, from),
  };
}

type Bits = CellsPart['bits'];

/** A group that is being read. Lists that most groups do not need are made when they are. */
interface Group {
  readonly bits: Bits;
  readonly first: number;
  readonly values: (number | bigint)[];
  references: CellReference[] | undefined;
  unknown: number[] | undefined;
  extents: number[] | undefined;
}

const none: readonly never[] = [];

/** Reads `<…>` at the `<`. */
export function readCells(cursor: Cursor, bits: Bits, labels: LabelSyntax[]): CellsPart {
  const from = cursor.at++;
  const group: Group = {
    bits,
    first: cursor.at,
    values: [],
    references: undefined,
    unknown: undefined,
    extents: undefined,
  };
  while (kindAt(cursor) !== TokenKind.greater) if (!readNextCell(cursor, group, labels)) break;
  if (kindAt(cursor) === TokenKind.greater) cursor.at++;
  else {
    const message = `expected ">" or another cell, found ${describeHere(cursor)}`;
    const open = { stream: cursor.stream, from, to: from + 1 };
    const related = [{ at: open, message: 'opened here' }];
    report(cursor, 'syntax/missing-bracket', message, spanHere(cursor), related);
  }
  const { first, values, references = none, unknown = none, extents } = group;
  const { stream, at: to } = cursor;
  return extents === undefined
    ? { kind: 'cells', bits, values, first, references, unknown, stream, from, to }
    : { kind: 'cells', bits, values, first, references, unknown, extents, stream, from, to };
}

/** Reads one cell or label; false at what cannot stand in a group. */
function readNextCell(cursor: Cursor, group: Group, labels: LabelSyntax[]): boolean {
  const start = cursor.at;
  const kind = kindAt(cursor);
  if (kind === TokenKind.number) readNumberCell(cursor, group, labels, start);
  else if (startsLabel(cursor)) labels.push(...readLabels(cursor));
  else if (endsCells(cursor, kind)) return false;
  else if (kind === TokenKind.ampersand) readReferenceCell(cursor, group, start);
  else addCell(cursor, group, readCell(cursor, kind), start);
  return true;
}

/** A number; or, touching, a number and a label (`1h:`) or several numbers (`1L2UL`). */
function readNumberCell(cursor: Cursor, group: Group, labels: LabelSyntax[], start: number): void {
  if (kindAt(cursor, 1) === TokenKind.colon && touches(cursor, 1)) {
    const split = splitLabel(cursor);
    if (split !== undefined) {
      labels.push(split.label);
      return addCell(cursor, group, split.value, start);
    }
  }
  const text = textAt(cursor);
  const several = integerValue(text) === undefined ? touchingLiterals(text) : undefined;
  if (several === undefined) return addCell(cursor, group, readPrimary(cursor), start);
  cursor.at++;
  for (const value of several) addCell(cursor, group, value, start);
}

function readReferenceCell(cursor: Cursor, group: Group, start: number): void {
  const reference = readReference(cursor);
  if (reference === undefined) return;
  const message = 'references are only allowed in groups of 32-bit cells';
  if (group.bits !== 32) report(cursor, 'syntax/reference-width', message, reference);
  else (group.references ??= []).push({ index: group.values.length, reference });
  addExtent(group, start, cursor.at);
  group.values.push(allOnes(group.bits));
}

/** Adds the cell that was read from `start` up to the cursor. */
function addCell(cursor: Cursor, group: Group, value: Integer, start: number): void {
  const fitted = value === undefined ? undefined : fit(cursor, value, group.bits, start);
  if (fitted === undefined) (group.unknown ??= []).push(group.values.length);
  addExtent(group, start, cursor.at);
  group.values.push(fitted ?? (group.bits === 64 ? 0n : 0));
}

/** Places are written down from the first cell on that is not simply the next token. */
function addExtent(group: Group, from: number, to: number): void {
  const index = group.values.length;
  if (group.extents === undefined) {
    if (from === group.first + index && to === from + 1) return;
    group.extents = [];
    for (let i = 0; i < index; i++) group.extents.push(group.first + i, group.first + i + 1);
  }
  group.extents.push(from, to);
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
