/**
 * One preprocessing token, as `cpp -x assembler-with-cpp` cuts text (GCC libcpp lex.cc). It never refuses: what fits
 * nothing is an `other` token. A token depends on nothing before it, and on text behind its own line only where a
 * string or a comment looks for its end.
 */
import { TokenKind } from './token-kind';

/** How far a string looks for its end over line ends, in code units. */
export const longestString = 20_000;

/** A stretch of a file's text, what is known of the text behind it, and what cutting has found out. */
export interface Scan {
  readonly text: string;
  /** The text starts where the file starts. */
  readonly isFileStart: boolean;
  /** The text ends where the file ends. */
  readonly isFileEnd: boolean;
  /** Whether a comment can end behind the text. */
  readonly closesBehind: () => boolean;
  /** No comment ends at or behind this offset: known after the first search in vain. */
  noCloseFrom: number;
  /** A string looked for its end beyond the text: with more of the file it may be another token. */
  isUnsure: boolean;
}

/** To cut a whole text. */
export function scanOf(text: string): Scan {
  return {
    text,
    isFileStart: true,
    isFileEnd: true,
    closesBehind: () => false,
    noCloseFrom: Infinity,
    isUnsure: false,
  };
}

/** The token that starts at `at`: its end times 64 plus its kind. */
export function nextToken(scan: Scan, at: number): number {
  const { text } = scan;
  const code = text.charCodeAt(at);
  const kind = code < 128 ? (startKinds[code] ?? TokenKind.other) : TokenKind.other;
  switch (kind) {
    case TokenKind.identifier:
      return pack(identifierEnd(text, at + 1), kind);
    case TokenKind.whitespace:
      return pack(blankEnd(text, at + 1), kind);
    case TokenKind.number:
      return pack(numberEnd(text, at + 1), kind);
    case TokenKind.newline:
      return pack(at + 1, kind);
    case TokenKind.string:
      return quoted(scan, at, code, TokenKind.string);
    case TokenKind.char:
      return quoted(scan, at, code, TokenKind.char);
    case TokenKind.slash:
      return slash(scan, at);
    case TokenKind.dot:
      return isDigit(text.charCodeAt(at + 1))
        ? pack(numberEnd(text, at + 1), TokenKind.number)
        : pack(at + 1, kind);
    case TokenKind.backslash:
      return backslash(text, at);
    case TokenKind.other:
      return other(scan, at, code);
    default:
      return punctuator(text, at, kind);
  }
}

/** Where a token that `nextToken` gave ends. */
export function endOf(packed: number): number {
  return Math.floor(packed / 0x40);
}

function pack(end: number, kind: number): number {
  return end * 0x40 + kind;
}

/** A carriage return ends a line, alone or before a line feed. */
function other({ text, isFileStart }: Scan, at: number, code: number): number {
  if (code === byteOrderMark && at === 0 && isFileStart) return pack(1, TokenKind.whitespace);
  if (code === cr) return pack(text.charCodeAt(at + 1) === lf ? at + 2 : at + 1, TokenKind.newline);
  let end = at + 1;
  if (code >= 128) while (end < text.length && text.charCodeAt(end) >= 128) end++;
  return pack(end, TokenKind.other);
}

function punctuator(text: string, at: number, kind: number): number {
  const next = text.charCodeAt(at + 1);
  switch (kind) {
    case TokenKind.less:
      if (next === lessCode) return pack(at + 2, TokenKind.lessLess);
      if (next === equalsCode) return pack(at + 2, TokenKind.lessEquals);
      break;
    case TokenKind.greater:
      if (next === greaterCode) return pack(at + 2, TokenKind.greaterGreater);
      if (next === equalsCode) return pack(at + 2, TokenKind.greaterEquals);
      break;
    case TokenKind.equals:
      if (next === equalsCode) return pack(at + 2, TokenKind.equalsEquals);
      break;
    case TokenKind.exclamation:
      if (next === equalsCode) return pack(at + 2, TokenKind.exclamationEquals);
      break;
    case TokenKind.ampersand:
      if (next === ampersandCode) return pack(at + 2, TokenKind.ampersandAmpersand);
      break;
    case TokenKind.bar:
      if (next === barCode) return pack(at + 2, TokenKind.barBar);
      break;
    case TokenKind.hash:
      if (next === hashCode) return pack(at + 2, TokenKind.hashHash);
      break;
  }
  return pack(at + 1, kind);
}

function slash(scan: Scan, at: number): number {
  const { text } = scan;
  let second = at + 1;
  while (text.charCodeAt(second) === backslashCode && spliceEnd(text, second) > 0)
    second = spliceEnd(text, second);
  const next = text.charCodeAt(second);
  if (next === starCode) return blockComment(scan, second + 1);
  return next === slashCode
    ? pack(lineEnd(text, second + 1), TokenKind.lineComment)
    : pack(at + 1, TokenKind.slash);
}

/** A comment that is closed nowhere ends with its line: it may be half typed, and the lines below are still wanted. */
function blockComment(scan: Scan, from: number): number {
  const { text } = scan;
  const close = from < scan.noCloseFrom ? text.indexOf('*/', from) : -1;
  if (close >= 0) return pack(close + 2, TokenKind.blockComment);
  scan.noCloseFrom = Math.min(scan.noCloseFrom, from);
  return scan.closesBehind()
    ? pack(text.length, TokenKind.blockComment)
    : pack(lineEnd(text, from), TokenKind.openComment);
}

/** Backslash, blanks and a line end are a splice; any other backslash stands for itself. */
function backslash(text: string, at: number): number {
  const end = spliceEnd(text, at);
  return end > 0 ? pack(end, TokenKind.splice) : pack(at + 1, TokenKind.backslash);
}

/** Where the splice that starts with this backslash ends, or 0 when it is none. */
function spliceEnd(text: string, at: number): number {
  let end = at + 1;
  while (text.charCodeAt(end) === 32 || text.charCodeAt(end) === 9) end++;
  if (text.charCodeAt(end) === cr) return text.charCodeAt(end + 1) === lf ? end + 2 : end + 1;
  return text.charCodeAt(end) === lf ? end + 1 : 0;
}

/** The end of the line, before its line end; splices are followed. */
function lineEnd(text: string, from: number): number {
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === lf || code === cr) return at;
    if (code === backslashCode) at = Math.max(at, spliceEnd(text, at) - 1);
  }
  return text.length;
}

/**
 * A string or character literal. A string may run over line ends, as dtc allows; but when the quote that would
 * close it opens another string on its own line, the first one was left unclosed and ends with its line. `'\\'` without
 * another quote on its line is unclosed to the preprocessor but a character to dtc.
 */
function quoted(scan: Scan, at: number, quote: number, kind: TokenKind): number {
  const { text } = scan;
  const end = closingQuote(text, at + 1, quote, text.length, false);
  if (end > 0) return pack(end, kind);
  if (kind === TokenKind.string) {
    const far = farQuote(scan, at);
    if (far > 0) return pack(far, kind);
  }
  if (kind === TokenKind.char && text.startsWith("'\\'", at)) return pack(at + 3, kind);
  return pack(lineEnd(text, at + 1), TokenKind.unclosed);
}

/** Where a string ends that runs over line ends, or 0. Nothing beyond the longest string is looked at. */
function farQuote(scan: Scan, at: number): number {
  const { text } = scan;
  const limit = Math.min(text.length, at + 1 + longestString);
  const far = closingQuote(text, at + 1, quoteCode, limit, true);
  const seen = far > 0 ? logicalLineEnd(text, far, limit) : limit;
  if (seen === text.length && seen < at + 1 + longestString && !scan.isFileEnd)
    scan.isUnsure = true;
  return far > 0 && hasPairedQuotes(text, far, seen) ? far : 0;
}

/** The offset behind the closing quote, or 0. */
function closingQuote(
  text: string,
  from: number,
  quote: number,
  limit: number,
  mayCrossLines: boolean,
): number {
  for (let at = from; at < limit; at++) {
    const code = text.charCodeAt(at);
    if (code === quote) return at + 1;
    if (code === backslashCode) {
      const splice = spliceEnd(text, at);
      at = splice > 0 ? splice - 1 : at + 1;
    } else if ((code === lf || code === cr) && !mayCrossLines) return 0;
  }
  return 0;
}

/** The end of the line, or the limit; a line end behind a backslash is none. */
function logicalLineEnd(text: string, from: number, limit: number): number {
  for (let at = from; at < limit; at++) {
    const code = text.charCodeAt(at);
    if (code === lf || code === cr) return at;
    if (code === backslashCode) at++;
  }
  return limit;
}

function hasPairedQuotes(text: string, from: number, to: number): boolean {
  let quotes = 0;
  for (let at = from; at < to; at++) {
    const code = text.charCodeAt(at);
    if (code === backslashCode) at++;
    else if (code === quoteCode) quotes++;
  }
  return quotes % 2 === 0;
}

function identifierEnd(text: string, from: number): number {
  let at = from;
  while (at < text.length && isIdentifierPart(text.charCodeAt(at))) at++;
  return at;
}

/**
 * Digits, letters, `_` and `.`: a preprocessing number (C11 6.4.8) without the sign that may follow an exponent,
 * because dtc reads `0xe+1` as a sum.
 */
function numberEnd(text: string, from: number): number {
  let at = from;
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (!isIdentifierPart(code) && code !== dotCode) break;
  }
  return at;
}

function blankEnd(text: string, from: number): number {
  let at = from;
  while (at < text.length && isBlank(text.charCodeAt(at))) at++;
  return at;
}

function isBlank(code: number): boolean {
  return code === 32 || code === 9 || code === 11 || code === 12 || code === 0;
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

function isIdentifierPart(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || isDigit(code) || code === 95;
}

/** `cpp` skips it at the start of a file. */
const byteOrderMark = 0xfeff;
const lf = 10;
const cr = 13;
const quoteCode = 34;
const hashCode = 35;
const ampersandCode = 38;
const starCode = 42;
const dotCode = 46;
const slashCode = 47;
const lessCode = 60;
const equalsCode = 61;
const greaterCode = 62;
const backslashCode = 92;
const barCode = 124;

/** What a token that starts with an ASCII character is, before looking further. */
const startKinds: Uint8Array = startKindTable();

function startKindTable(): Uint8Array {
  const table = new Uint8Array(128).fill(TokenKind.other);
  for (let code = 0; code < 128; code++) {
    if (isDigit(code)) table[code] = TokenKind.number;
    else if (isIdentifierPart(code)) table[code] = TokenKind.identifier;
    else if (isBlank(code)) table[code] = TokenKind.whitespace;
  }
  const single: Readonly<Record<string, TokenKind>> = {
    '\n': TokenKind.newline,
    '"': TokenKind.string,
    "'": TokenKind.char,
    '{': TokenKind.openBrace,
    '}': TokenKind.closeBrace,
    '(': TokenKind.openParen,
    ')': TokenKind.closeParen,
    '[': TokenKind.openBracket,
    ']': TokenKind.closeBracket,
    '<': TokenKind.less,
    '>': TokenKind.greater,
    ';': TokenKind.semicolon,
    ',': TokenKind.comma,
    '=': TokenKind.equals,
    '&': TokenKind.ampersand,
    ':': TokenKind.colon,
    '/': TokenKind.slash,
    '#': TokenKind.hash,
    '?': TokenKind.question,
    '!': TokenKind.exclamation,
    '~': TokenKind.tilde,
    '+': TokenKind.plus,
    '-': TokenKind.minus,
    '*': TokenKind.star,
    '%': TokenKind.percent,
    '^': TokenKind.caret,
    '|': TokenKind.bar,
    '@': TokenKind.at,
    '.': TokenKind.dot,
    '\\': TokenKind.backslash,
  };
  for (const [character, kind] of Object.entries(single)) table[character.charCodeAt(0)] = kind;
  return table;
}
