/**
 * `#if` expressions in 64 bits, signed unless an operand is unsigned (ISO C 6.10.1, GCC libcpp expr.cc). Unknown names
 * are 0. A side that is not taken is parsed but its division by zero is no error.
 */
import { maxExpressionDepth } from '../base/limits';
import { TokenKind } from '../lexer/token-kind';
import type { PpToken } from './pp-token';

export type ConditionResult =
  { readonly value: boolean } | { readonly message: string; readonly at: PpToken | undefined };

interface Value {
  readonly bits: bigint;
  readonly isUnsigned: boolean;
}

/** Evaluates fully expanded tokens; `defined` and `__has_include` have been replaced before. */
export function evaluateCondition(tokens: readonly PpToken[], directive: string): ConditionResult {
  if (tokens.length === 0) return { message: `#${directive} with no expression`, at: undefined };
  const cursor: Cursor = { tokens, at: 0, depth: 0, failure: undefined };
  const value = ternary(cursor, true);
  const rest = tokens[cursor.at];
  if (rest !== undefined) fail(cursor, unexpected(rest), rest);
  return cursor.failure ?? { value: value.bits !== 0n };
}

interface Cursor {
  readonly tokens: readonly PpToken[];
  at: number;
  depth: number;
  /** The first thing that was wrong; nothing is read behind it. */
  failure: { readonly message: string; readonly at: PpToken | undefined } | undefined;
}

const zero: Value = { bits: 0n, isUnsigned: false };

function fail(cursor: Cursor, message: string, at: PpToken | undefined): Value {
  cursor.failure ??= { message, at };
  cursor.at = cursor.tokens.length;
  return zero;
}

function ternary(cursor: Cursor, isLive: boolean): Value {
  if (++cursor.depth > maxExpressionDepth)
    return fail(cursor, 'expression is nested too deeply', cursor.tokens[cursor.at]);
  const condition = binary(cursor, 1, isLive);
  if (cursor.tokens[cursor.at]?.kind === TokenKind.question) {
    cursor.at++;
    const chosen = condition.bits !== 0n;
    const yes = ternary(cursor, isLive && chosen);
    const colon = cursor.tokens[cursor.at];
    if (colon?.kind !== TokenKind.colon) return fail(cursor, "'?' without following ':'", colon);
    cursor.at++;
    const no = ternary(cursor, isLive && !chosen);
    cursor.depth--;
    return { bits: chosen ? yes.bits : no.bits, isUnsigned: yes.isUnsigned || no.isUnsigned };
  }
  cursor.depth--;
  return condition;
}

const precedence: Readonly<Record<string, number>> = {
  '||': 1,
  '&&': 2,
  '|': 3,
  '^': 4,
  '&': 5,
  '==': 6,
  '!=': 6,
  '<': 7,
  '>': 7,
  '<=': 7,
  '>=': 7,
  '<<': 8,
  '>>': 8,
  '+': 9,
  '-': 9,
  '*': 10,
  '/': 10,
  '%': 10,
};

function binary(cursor: Cursor, lowest: number, isLive: boolean): Value {
  let left = unary(cursor, isLive);
  for (;;) {
    const operator = cursor.tokens[cursor.at];
    const level = operator && precedence[operator.text];
    if (operator === undefined || level === undefined || level < lowest) return left;
    cursor.at++;
    const isTaken =
      operator.text === '&&' ? left.bits !== 0n : operator.text === '||' ? left.bits === 0n : true;
    const right = binary(cursor, level + 1, isLive && isTaken);
    left = apply(cursor, operator, left, right, isLive);
  }
}

function apply(
  cursor: Cursor,
  operator: PpToken,
  left: Value,
  right: Value,
  isLive: boolean,
): Value {
  const isUnsigned = left.isUnsigned || right.isUnsigned;
  const a = isUnsigned ? BigInt.asUintN(64, left.bits) : left.bits;
  const b = isUnsigned ? BigInt.asUintN(64, right.bits) : right.bits;
  const truth = (it: boolean): Value => ({ bits: it ? 1n : 0n, isUnsigned: false });
  const number = (bits: bigint): Value => wrap(bits, isUnsigned);
  switch (operator.text) {
    case '||':
      return truth(a !== 0n || b !== 0n);
    case '&&':
      return truth(a !== 0n && b !== 0n);
    case '|':
      return number(a | b);
    case '^':
      return number(a ^ b);
    case '&':
      return number(a & b);
    case '==':
      return truth(a === b);
    case '!=':
      return truth(a !== b);
    case '<':
      return truth(a < b);
    case '>':
      return truth(a > b);
    case '<=':
      return truth(a <= b);
    case '>=':
      return truth(a >= b);
    case '<<':
      return shift(left, right.bits);
    case '>>':
      return shift(left, -right.bits);
    case '+':
      return number(a + b);
    case '-':
      return number(a - b);
    case '*':
      return number(a * b);
    default:
      if (b === 0n && isLive) return fail(cursor, 'division by zero in #if', operator);
      if (b === 0n) return number(0n);
      return number(operator.text === '/' ? a / b : a % b);
  }
}

function shift(value: Value, by: bigint): Value {
  const bits =
    by > 64n
      ? 0n
      : by < -64n
        ? value.bits < 0n && !value.isUnsigned
          ? -1n
          : 0n
        : by >= 0n
          ? value.bits << by
          : value.bits >> -by;
  return wrap(bits, value.isUnsigned);
}

function wrap(bits: bigint, isUnsigned: boolean): Value {
  return { bits: isUnsigned ? BigInt.asUintN(64, bits) : BigInt.asIntN(64, bits), isUnsigned };
}

function unary(cursor: Cursor, isLive: boolean): Value {
  const token = cursor.tokens[cursor.at];
  if (token === undefined)
    return fail(cursor, 'expression ends too early', cursor.tokens[cursor.at - 1]);
  cursor.at++;
  switch (token.text) {
    case '(': {
      const value = ternary(cursor, isLive);
      const close = cursor.tokens[cursor.at];
      if (close?.kind !== TokenKind.closeParen)
        return fail(cursor, "missing ')' in expression", close ?? token);
      cursor.at++;
      return value;
    }
    case '!':
      return { bits: deeper(cursor, isLive).bits === 0n ? 1n : 0n, isUnsigned: false };
    case '~': {
      const value = deeper(cursor, isLive);
      return wrap(~value.bits, value.isUnsigned);
    }
    case '-': {
      const value = deeper(cursor, isLive);
      return wrap(-value.bits, value.isUnsigned);
    }
    case '+':
      return deeper(cursor, isLive);
  }
  if (token.kind === TokenKind.number) return numberValue(cursor, token);
  if (token.kind === TokenKind.identifier) return { bits: 0n, isUnsigned: false };
  if (token.kind === TokenKind.char) return charValue(token);
  return fail(cursor, unexpected(token), token);
}

function deeper(cursor: Cursor, isLive: boolean): Value {
  if (++cursor.depth > maxExpressionDepth)
    return fail(cursor, 'expression is nested too deeply', cursor.tokens[cursor.at]);
  const value = unary(cursor, isLive);
  cursor.depth--;
  return value;
}

function numberValue(cursor: Cursor, token: PpToken): Value {
  const match = /^(0[xX][0-9a-fA-F]+|0[bB][01]+|[0-9]+)([uUlL]*)$/.exec(token.text);
  const digits = match?.[1];
  if (digits === undefined || (/^0[0-9]+$/.test(digits) && /[89]/.test(digits)))
    return fail(cursor, `"${token.text}" is not an integer constant`, token);
  const bits = BigInt(/^0[0-7]+$/.test(digits) ? `0o${digits.slice(1)}` : digits);
  const isUnsigned = /[uU]/.test(match?.[2] ?? '') || bits >= 1n << 63n;
  return { bits: BigInt.asUintN(64, bits), isUnsigned };
}

function charValue(token: PpToken): Value {
  const body = token.text.slice(1, -1);
  const escapes: Readonly<Record<string, number>> = {
    n: 10,
    t: 9,
    r: 13,
    a: 7,
    b: 8,
    f: 12,
    v: 11,
  };
  const octal = /^\\([0-7]{1,3})$/.exec(body)?.[1];
  const hex = /^\\x([0-9a-fA-F]+)$/.exec(body)?.[1];
  const code =
    octal !== undefined
      ? parseInt(octal, 8)
      : hex !== undefined
        ? parseInt(hex, 16)
        : body.startsWith('\\')
          ? (escapes[body.charAt(1)] ?? body.charCodeAt(1))
          : body.charCodeAt(0);
  return { bits: BigInt.asIntN(8, BigInt(code || 0)), isUnsigned: false };
}

function unexpected(token: PpToken): string {
  const isOperand =
    token.kind === TokenKind.number ||
    token.kind === TokenKind.identifier ||
    token.kind === TokenKind.openParen;
  return isOperand
    ? `missing binary operator before token "${token.text}"`
    : `token "${token.text}" is not valid in preprocessor expressions`;
}
