/**
 * Integer expressions, parsed and computed in one pass: after preprocessing a DTS expression has no names, so its
 * text is its value. Unsigned 64-bit throughout, wrap-around silent, shifts by 64 or more give 0, and a division
 * by zero is an error even in a branch that is not taken (dtc dt-parser.y).
 */
import { maxExpressionDepth } from '../base/limits';
import { TokenKind } from '../lexer/token-kind';
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
import { integerValue, literalBytes } from './literal';

/** The value, or undefined when the text does not tell one; a problem then says why. */
export type Integer = bigint | number | undefined;

/** Reads a number, a character literal or `( expression )`, as cells, `/memreserve/` and `/incbin/` take them. */
export function readPrimary(cursor: Cursor): Integer {
  switch (kindAt(cursor)) {
    case TokenKind.number:
      return readNumber(cursor);
    case TokenKind.char:
      return readChar(cursor);
    case TokenKind.openParen:
      return readParenthesised(cursor, 0);
    default:
      report(
        cursor,
        'syntax/missing-value',
        `expected a number or "(", found ${describeHere(cursor)}`,
        spanHere(cursor),
      );
      return undefined;
  }
}

function readNumber(cursor: Cursor): Integer {
  const text = textAt(cursor);
  const value = integerValue(text);
  const span = spanHere(cursor);
  cursor.at++;
  if (value === undefined) {
    report(cursor, 'syntax/bad-number', `"${text}" is not a number: ${numberHint(text)}`, span);
    return undefined;
  }
  if (typeof value === 'bigint' && value >= 1n << 64n) {
    report(cursor, 'syntax/bad-number', `"${text}" does not fit 64 bits`, span);
    return undefined;
  }
  return value;
}

function numberHint(text: string): string {
  if (/^0[bB]/.test(text)) return 'dtc knows no binary numbers, write 0x…';
  if (/^0[0-9]+$/.test(text)) return 'a leading 0 means octal, which has no digits 8 and 9';
  if (/^(0[xX][0-9a-fA-F]+|[0-9]+)[uUlL]+$/.test(text))
    return 'the suffix must be U, L, UL, LL or ULL in upper case';
  if (/^[0-9a-fA-F]+$/.test(text)) return 'hexadecimal numbers start with 0x';
  return 'expected decimal, octal (0…) or hexadecimal (0x…) digits';
}

/** What dtc makes of the three characters `'\\'`: the quote counts as escaped and as closing at once. */
const apostrophe = 0x27;

function readChar(cursor: Cursor): Integer {
  const text = textAt(cursor);
  const span = spanHere(cursor);
  cursor.at++;
  if (text === "'\\'") return apostrophe;
  const { bytes, problem } = literalBytes(text.slice(1, -1));
  if (problem !== undefined) report(cursor, 'syntax/bad-character', problem, span);
  else if (bytes.length !== 1)
    report(
      cursor,
      'syntax/bad-character',
      `a character literal holds 1 character, this one ${bytes.length}`,
      span,
    );
  else if (endsInBackslash(text) && hasLaterChar(cursor))
    report(
      cursor,
      'syntax/bad-character',
      "dtc reads on to the next ': write this character as a number",
      span,
    );
  else return bytes.charCodeAt(0);
  return undefined;
}

/** dtc's pattern is greedy: behind a backslash the closing quote counts as escaped if another follows anywhere. */
function endsInBackslash(text: string): boolean {
  return text.endsWith("\\'");
}

function hasLaterChar(cursor: Cursor): boolean {
  for (let at = cursor.at; at < cursor.stream.length; at++)
    if (cursor.stream.kinds[at] === TokenKind.char) return true;
  return false;
}

function readParenthesised(cursor: Cursor, depth: number): Integer {
  const open = spanHere(cursor);
  cursor.at++;
  const value = readTernary(cursor, depth + 1);
  if (kindAt(cursor) === TokenKind.closeParen) cursor.at++;
  else {
    const message = `expected ")" or an operator, found ${describeHere(cursor)}`;
    report(cursor, 'syntax/missing-bracket', message, spanHere(cursor), [
      { at: open, message: 'opened here' },
    ]);
    skipToCloseParen(cursor);
    return undefined;
  }
  return value;
}

/** Recovery: the rest of the broken expression, but never past the cell group or statement. */
function skipToCloseParen(cursor: Cursor): void {
  for (let depth = 1; ; cursor.at++) {
    const kind = kindAt(cursor);
    const isEnd =
      kind === TokenKind.end || kind === TokenKind.semicolon || kind === TokenKind.closeBrace;
    if (isEnd || kind === TokenKind.openBrace || (kind === TokenKind.greater && isGroupEnd(cursor)))
      return;
    if (kind === TokenKind.openParen) depth++;
    if (kind === TokenKind.closeParen && --depth === 0) {
      cursor.at++;
      return;
    }
  }
}

function isGroupEnd(cursor: Cursor): boolean {
  const next = kindAt(cursor, 1);
  return next === TokenKind.semicolon || next === TokenKind.comma;
}

function readTernary(cursor: Cursor, depth: number): Integer {
  if (depth > maxExpressionDepth) {
    report(
      cursor,
      'syntax/expression-limit',
      `expressions nested deeper than ${maxExpressionDepth} are not followed`,
      spanHere(cursor),
    );
    return undefined;
  }
  const condition = readBinary(cursor, 1, depth);
  if (kindAt(cursor) !== TokenKind.question) return condition;
  cursor.at++;
  const yes = readTernary(cursor, depth + 1);
  if (kindAt(cursor) !== TokenKind.colon) {
    report(
      cursor,
      'syntax/missing-value',
      `expected ":" of the "?", found ${describeHere(cursor)}`,
      spanHere(cursor),
    );
    return undefined;
  }
  cursor.at++;
  const no = readTernary(cursor, depth + 1);
  return condition === undefined ? undefined : isTrue(condition) ? yes : no;
}

/** Binding strength of binary operators by token kind; higher binds tighter. */
const strengths: ReadonlyMap<number, number> = new Map<number, number>([
  [TokenKind.barBar, 1],
  [TokenKind.ampersandAmpersand, 2],
  [TokenKind.bar, 3],
  [TokenKind.caret, 4],
  [TokenKind.ampersand, 5],
  [TokenKind.equalsEquals, 6],
  [TokenKind.exclamationEquals, 6],
  [TokenKind.less, 7],
  [TokenKind.greater, 7],
  [TokenKind.lessEquals, 7],
  [TokenKind.greaterEquals, 7],
  [TokenKind.lessLess, 8],
  [TokenKind.greaterGreater, 8],
  [TokenKind.plus, 9],
  [TokenKind.minus, 9],
  [TokenKind.star, 10],
  [TokenKind.slash, 10],
  [TokenKind.percent, 10],
]);

function readBinary(cursor: Cursor, lowest: number, depth: number): Integer {
  const from = cursor.at;
  let left = readUnary(cursor, depth);
  for (;;) {
    const operator = kindAt(cursor);
    const strength = strengths.get(operator);
    if (strength === undefined || strength < lowest) return left;
    cursor.at++;
    const right = readBinary(cursor, strength + 1, depth + 1);
    if (left === undefined || right === undefined) left = undefined;
    else if ((operator === TokenKind.slash || operator === TokenKind.percent) && !isTrue(right)) {
      report(cursor, 'syntax/division-by-zero', 'division by zero', spanFrom(cursor, from));
      left = undefined;
    } else left = apply(operator, left, right);
  }
}

function readUnary(cursor: Cursor, depth: number): Integer {
  if (depth > maxExpressionDepth) return readTernary(cursor, depth);
  const kind = kindAt(cursor);
  switch (kind) {
    case TokenKind.openParen:
      return readParenthesised(cursor, depth);
    case TokenKind.minus:
    case TokenKind.tilde:
    case TokenKind.exclamation: {
      cursor.at++;
      const value = readUnary(cursor, depth + 1);
      if (value === undefined) return undefined;
      if (kind === TokenKind.exclamation) return isTrue(value) ? 0 : 1;
      return wrap(kind === TokenKind.minus ? -BigInt(value) : ~BigInt(value));
    }
    case TokenKind.identifier:
      return undefinedName(cursor);
    default:
      return readPrimary(cursor);
  }
}

/** A name among numbers: a macro that is not defined here. Its arguments, if any, are skipped with it. */
export function undefinedName(cursor: Cursor): undefined {
  const name = textAt(cursor);
  report(
    cursor,
    'syntax/undefined-macro',
    `"${name}" is not a number: no macro of that name is defined here`,
    spanHere(cursor),
  );
  cursor.at++;
  if (kindAt(cursor) === TokenKind.openParen && touches(cursor)) {
    cursor.at++;
    skipToCloseParen(cursor);
  }
  return undefined;
}

function apply(operator: number, left: bigint | number, right: bigint | number): bigint | number {
  const small =
    typeof left === 'number' && typeof right === 'number'
      ? applySmall(operator, left, right)
      : undefined;
  if (small !== undefined) return small;
  return applyBig(operator, BigInt(left), BigInt(right));
}

/** The common cases without big integers; undefined when the result might not be exact. */
function applySmall(operator: number, left: number, right: number): number | undefined {
  const is31Bit = left <= 0x7fffffff && right <= 0x7fffffff;
  switch (operator) {
    case TokenKind.plus:
      return left + right <= Number.MAX_SAFE_INTEGER ? left + right : undefined;
    case TokenKind.minus:
      return left >= right ? left - right : undefined;
    case TokenKind.bar:
      return is31Bit ? left | right : undefined;
    case TokenKind.ampersand:
      return is31Bit ? left & right : undefined;
    case TokenKind.lessLess:
      return right < 32 && left < 2 ** (52 - right) ? left * 2 ** right : undefined;
    case TokenKind.greaterGreater:
      return right < 52 ? Math.floor(left / 2 ** right) : undefined;
    default:
      return undefined;
  }
}

function applyBig(operator: number, left: bigint, right: bigint): bigint | number {
  switch (operator) {
    case TokenKind.barBar:
      return left !== 0n || right !== 0n ? 1 : 0;
    case TokenKind.ampersandAmpersand:
      return left !== 0n && right !== 0n ? 1 : 0;
    case TokenKind.bar:
      return left | right;
    case TokenKind.caret:
      return left ^ right;
    case TokenKind.ampersand:
      return left & right;
    case TokenKind.equalsEquals:
      return left === right ? 1 : 0;
    case TokenKind.exclamationEquals:
      return left !== right ? 1 : 0;
    case TokenKind.less:
      return left < right ? 1 : 0;
    case TokenKind.greater:
      return left > right ? 1 : 0;
    case TokenKind.lessEquals:
      return left <= right ? 1 : 0;
    case TokenKind.greaterEquals:
      return left >= right ? 1 : 0;
    case TokenKind.lessLess:
      return right < 64n ? wrap(left << right) : 0;
    case TokenKind.greaterGreater:
      return right < 64n ? left >> right : 0;
    case TokenKind.plus:
      return wrap(left + right);
    case TokenKind.minus:
      return wrap(left - right);
    case TokenKind.star:
      return wrap(left * right);
    case TokenKind.slash:
      return left / right;
    default:
      return left % right;
  }
}

function wrap(value: bigint): bigint {
  return BigInt.asUintN(64, value);
}

function isTrue(value: bigint | number): boolean {
  return typeof value === 'bigint' ? value !== 0n : value !== 0;
}
