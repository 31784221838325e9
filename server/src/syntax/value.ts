/** Property values: groups of cells, strings, bytes, references and `/incbin/`, with labels anywhere (dtc dt-parser.y propdata). */
import { TokenKind } from '../lexer/token-kind';
import { streamText, type Span } from '../preprocessor/token-stream';
import type { BytesPart, IncbinPart, LabelSyntax, ValuePart, ValueSyntax } from './ast';
import { readBits, readCells } from './cells';
import {
  describeHere,
  gapHere,
  kindAt,
  report,
  spanFrom,
  spanHere,
  textAt,
  touches,
  type Cursor,
} from './cursor';
import { readPrimary } from './expression';
import { literalBytes } from './literal';
import { keywordHere, readLabels, readReference, skipKeyword, startsLabel } from './names';

/** Reads everything between `=` and `;`. On return the cursor stands at the `;` or at what does not belong to the value. */
export function readValue(cursor: Cursor): ValueSyntax {
  const from = cursor.at;
  const parts: ValuePart[] = [];
  const labels: LabelSyntax[] = [];
  for (;;) {
    labels.push(...readLabels(cursor));
    const part = readPart(cursor, labels);
    if (part === undefined) {
      report(
        cursor,
        'syntax/missing-value',
        missingValue(cursor, parts.length > 0),
        spanHere(cursor),
      );
      break;
    }
    parts.push(part);
    labels.push(...readLabels(cursor));
    if (kindAt(cursor) !== TokenKind.comma) {
      if (!startsPart(cursor)) break;
      report(
        cursor,
        'syntax/missing-value',
        `expected "," between two values, found ${describeHere(cursor)}`,
        gapHere(cursor),
      );
    } else cursor.at++;
  }
  return { kind: 'value', parts, labels, stream: cursor.stream, from, to: cursor.at };
}

function missingValue(cursor: Cursor, isBehindComma: boolean): string {
  const found = describeHere(cursor);
  if (isBehindComma) return `expected another value behind ",", found ${found}`;
  const kind = kindAt(cursor);
  if (kind === TokenKind.identifier || kind === TokenKind.number || kind === TokenKind.openParen)
    return `expected a value, found ${found}: numbers stand in <…>, strings in "…"`;
  if (kind === TokenKind.char)
    return `expected a value, found ${found}: strings stand in double quotes`;
  return `expected a value (<cells>, "string", [bytes], &reference), found ${found}`;
}

function startsPart(cursor: Cursor): boolean {
  const kind = kindAt(cursor);
  return kind === TokenKind.string || kind === TokenKind.less || kind === TokenKind.openBracket;
}

function readPart(cursor: Cursor, labels: LabelSyntax[]): ValuePart | undefined {
  const from = cursor.at;
  switch (kindAt(cursor)) {
    case TokenKind.string: {
      const { bytes, problem } = literalBytes(textAt(cursor).slice(1, -1));
      if (problem !== undefined) report(cursor, 'syntax/bad-string', problem, spanHere(cursor));
      cursor.at++;
      return { kind: 'string', bytes, stream: cursor.stream, from, to: cursor.at };
    }
    case TokenKind.less:
      return readCells(cursor, 32, labels);
    case TokenKind.lessLess:
    case TokenKind.lessEquals:
      return undefined;
    case TokenKind.openBracket:
      return readBytes(cursor, labels);
    case TokenKind.ampersand: {
      const reference = readReference(cursor);
      return reference && { kind: 'path', reference, ...spanFrom(cursor, from) };
    }
    case TokenKind.unclosed:
      report(cursor, 'syntax/bad-string', 'this quote is never closed', spanHere(cursor));
      cursor.at++;
      return { kind: 'string', bytes: '', ...spanFrom(cursor, from) };
    case TokenKind.slash: {
      const keyword = keywordHere(cursor);
      if (keyword === 'bits') return readBits(cursor, labels);
      return keyword === 'incbin' ? readIncbin(cursor) : undefined;
    }
    default:
      return undefined;
  }
}

/** `[…]`: pairs of hexadecimal digits, with or without blanks between pairs. */
function readBytes(cursor: Cursor, labels: LabelSyntax[]): BytesPart {
  const from = cursor.at;
  const open = spanHere(cursor);
  const bytes: number[] = [];
  cursor.at++;
  for (;;) {
    const kind = kindAt(cursor);
    if (kind === TokenKind.closeBracket) {
      cursor.at++;
      break;
    }
    if (startsLabel(cursor)) {
      labels.push(...readLabels(cursor));
      continue;
    }
    const isBroken =
      kind === TokenKind.end ||
      kind === TokenKind.semicolon ||
      kind === TokenKind.closeBrace ||
      kind === TokenKind.openBrace;
    if (isBroken) {
      const message = `expected "]" or two hexadecimal digits, found ${describeHere(cursor)}`;
      report(cursor, 'syntax/missing-bracket', message, spanHere(cursor), [
        { at: open, message: 'opened here' },
      ]);
      break;
    }
    readByteRun(cursor, bytes);
  }
  return { kind: 'bytes', bytes, ...spanFrom(cursor, from) };
}

function readByteRun(cursor: Cursor, bytes: number[]): void {
  const from = cursor.at;
  let digits = streamText(cursor.stream, cursor.at++);
  while (
    (kindAt(cursor) === TokenKind.number || kindAt(cursor) === TokenKind.identifier) &&
    touches(cursor)
  )
    digits += streamText(cursor.stream, cursor.at++);
  if (/^([0-9a-fA-F]{2})+$/.test(digits)) {
    for (let i = 0; i < digits.length; i += 2) bytes.push(parseInt(digits.slice(i, i + 2), 16));
    return;
  }
  const hint = /^0x/i.test(digits) ? ', without 0x' : digits === ',' ? ', without commas' : '';
  report(
    cursor,
    'syntax/bad-bytes',
    `expected pairs of hexadecimal digits${hint}, found "${digits}"`,
    spanFrom(cursor, from),
  );
}

/** `/incbin/ ("file")` or `/incbin/ ("file", offset, length)`. */
function readIncbin(cursor: Cursor): IncbinPart | undefined {
  const from = cursor.at;
  skipKeyword(cursor);
  const path = incbinPath(cursor);
  if (path === undefined) return undefined;
  const base = { kind: 'incbin' as const, path: path.text, pathSpan: path.span };
  if (kindAt(cursor) === TokenKind.closeParen) {
    cursor.at++;
    return { ...base, ...spanFrom(cursor, from) };
  }
  const numbers: bigint[] = [];
  while (numbers.length < 2 && kindAt(cursor) === TokenKind.comma) {
    cursor.at++;
    const value = readPrimary(cursor);
    if (value === undefined) break;
    numbers.push(BigInt(value));
  }
  const [offset, length] = numbers;
  if (kindAt(cursor) === TokenKind.closeParen && offset !== undefined && length !== undefined) {
    cursor.at++;
    return { ...base, offset, length, ...spanFrom(cursor, from) };
  }
  report(
    cursor,
    'syntax/unexpected-token',
    `expected ("file") or ("file", offset, length), found ${describeHere(cursor)}`,
    spanHere(cursor),
  );
  skipParenthesis(cursor);
  return { ...base, ...spanFrom(cursor, from) };
}

function incbinPath(cursor: Cursor): { readonly text: string; readonly span: Span } | undefined {
  const isOpen = kindAt(cursor) === TokenKind.openParen;
  if (!isOpen || kindAt(cursor, 1) !== TokenKind.string) {
    if (isOpen) cursor.at++;
    report(
      cursor,
      'syntax/missing-value',
      `expected ("file") behind /incbin/, found ${describeHere(cursor)}`,
      spanHere(cursor),
    );
    skipParenthesis(cursor);
    return undefined;
  }
  cursor.at++;
  const span = spanHere(cursor);
  const { bytes } = literalBytes(textAt(cursor).slice(1, -1));
  cursor.at++;
  return { text: bytes, span };
}

function skipParenthesis(cursor: Cursor): void {
  for (; ; cursor.at++) {
    const kind = kindAt(cursor);
    if (kind === TokenKind.end || kind === TokenKind.semicolon || kind === TokenKind.closeBrace)
      return;
    if (kind === TokenKind.closeParen) {
      cursor.at++;
      return;
    }
  }
}
