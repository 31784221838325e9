/**
 * Cuts text into preprocessing tokens as `cpp -x assembler-with-cpp` does (GCC libcpp lex.cc), and never refuses:
 * what fits nothing is an `other` token. Tokens are grouped into chunks that end at line ends outside comments
 * and strings, so that lexing can begin anew at any chunk.
 */
import { TokenKind } from './token-kind';
import type { FileId, TokenChunk } from './token-chunk';

/** A chunk is closed at the first line end behind so many tokens. */
const tokensPerChunk = 8;
/** How far a string may run on over line ends, in code units. */
export const longestString = 20_000;

/** The chunks of a text, in order; their texts joined are the text. An empty text has one empty chunk. */
export function lex(file: FileId, text: string): readonly TokenChunk[] {
  const chunks: TokenChunk[] = [];
  let kinds = new Uint8Array(tokensPerChunk * 4);
  let ends = new Uint32Array(tokensPerChunk * 4);
  let chunkStart = 0;
  let count = 0;
  let at = 0;
  const close = () => {
    chunks.push({
      file,
      text: text.slice(chunkStart, at),
      kinds: kinds.slice(0, count),
      ends: ends.slice(0, count),
    });
    chunkStart = at;
    count = 0;
  };
  while (at < text.length) {
    const packed = nextToken(text, at);
    const kind = packed & 0x3f;
    at = Math.floor(packed / 0x40);
    kinds[count] = kind;
    ends[count] = at - chunkStart;
    count++;
    if (count >= tokensPerChunk && kind === TokenKind.newline) close();
    else if (count === kinds.length) {
      kinds = doubled(kinds, new Uint8Array(count * 2));
      ends = doubled(ends, new Uint32Array(count * 2));
    }
  }
  if (count > 0 || chunks.length === 0) close();
  return chunks;
}

function doubled<A extends Uint8Array | Uint32Array>(from: A, to: A): A {
  to.set(from);
  return to;
}

/** The token that starts at `at`: its end times 64 plus its kind. */
function nextToken(text: string, at: number): number {
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
      return quoted(text, at, code, TokenKind.string);
    case TokenKind.char:
      return quoted(text, at, code, TokenKind.char);
    case TokenKind.slash:
      return slash(text, at);
    case TokenKind.dot:
      return isDigit(text.charCodeAt(at + 1))
        ? pack(numberEnd(text, at + 1), TokenKind.number)
        : pack(at + 1, kind);
    case TokenKind.backslash:
      return backslash(text, at);
    case TokenKind.other:
      return other(text, at, code);
    default:
      return punctuator(text, at, kind);
  }
}

function pack(end: number, kind: number): number {
  return end * 0x40 + kind;
}

/** A carriage return ends a line, alone or before a line feed. */
function other(text: string, at: number, code: number): number {
  if (code === byteOrderMark && at === 0) return pack(1, TokenKind.whitespace);
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

function slash(text: string, at: number): number {
  let second = at + 1;
  while (text.charCodeAt(second) === backslashCode && spliceEnd(text, second) > 0)
    second = spliceEnd(text, second);
  const next = text.charCodeAt(second);
  if (next === starCode) {
    const close = text.indexOf('*/', second + 1);
    return pack(close < 0 ? text.length : close + 2, TokenKind.blockComment);
  }
  return next === slashCode
    ? pack(lineEnd(text, second + 1), TokenKind.lineComment)
    : pack(at + 1, TokenKind.slash);
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
function quoted(text: string, at: number, quote: number, kind: TokenKind): number {
  const end = closingQuote(text, at + 1, quote, false);
  if (end > 0) return pack(end, kind);
  if (kind === TokenKind.string) {
    const far = closingQuote(text, at + 1, quote, true);
    if (far > 0 && hasPairedQuotes(text, far)) return pack(far, kind);
  }
  if (kind === TokenKind.char && text.startsWith("'\\'", at)) return pack(at + 3, kind);
  return pack(lineEnd(text, at + 1), TokenKind.unclosed);
}

/** The offset behind the closing quote, or 0. */
function closingQuote(text: string, from: number, quote: number, mayCrossLines: boolean): number {
  const limit = Math.min(text.length, from + longestString);
  for (let at = from; at < limit; at++) {
    const code = text.charCodeAt(at);
    if (code === quote) return at + 1;
    if (code === backslashCode) {
      const splice = spliceEnd(text, at);
      at = splice > 0 ? splice - 1 : at + 1;
      if (splice === 0 && text.charCodeAt(at) === lf && !mayCrossLines) return 0;
    } else if ((code === lf || code === cr) && !mayCrossLines) return 0;
  }
  return 0;
}

function hasPairedQuotes(text: string, from: number): boolean {
  let quotes = 0;
  for (let at = from; at < text.length && text.charCodeAt(at) !== lf; at++) {
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
