/** Numbers, characters and strings as dtc reads them (dtc dt-lexer.l, util.c get_escape_char). */

/** A literal's value, or undefined when dtc would not take it; at most 2^64 - 1 fits. */
export function integerValue(text: string): bigint | number | undefined {
  const digits = text.length - suffixLength(text);
  if (digits === 0) return undefined;
  const isHex = text.charCodeAt(0) === 48 && (text.charCodeAt(1) | 32) === 120;
  const base = isHex ? 16 : text.charCodeAt(0) === 48 ? 8 : 10;
  let value = 0;
  for (let i = isHex ? 2 : 0; i < digits; i++) {
    const digit = digitValue(text.charCodeAt(i));
    if (digit >= base) return undefined;
    value = value * base + digit;
  }
  if (isHex && digits === 2) return undefined;
  return value <= Number.MAX_SAFE_INTEGER
    ? value
    : BigInt(base === 8 ? `0o${text.slice(0, digits)}` : text.slice(0, digits));
}

/** `U`, `L`, `UL`, `LL` and `ULL`, upper case only. */
function suffixLength(text: string): number {
  let at = text.length;
  while (at > 0 && text.charCodeAt(at - 1) === 76 && text.length - at < 2) at--;
  if (at > 0 && text.charCodeAt(at - 1) === 85) at--;
  return text.length - at;
}

function digitValue(code: number): number {
  if (code >= 48 && code <= 57) return code - 48;
  const lower = code | 32;
  return lower >= 97 && lower <= 102 ? lower - 87 : 99;
}

export interface Literal {
  /** One code unit (0–255) per byte. */
  readonly bytes: string;
  /** What dtc refuses in it. */
  readonly problem?: string;
}

/** The bytes of a string or character literal's inside, escapes resolved, as UTF-8. */
export function literalBytes(inside: string): Literal {
  const text = inside.includes('\n') || inside.includes('\r') ? asPreprocessed(inside) : inside;
  if (isPlain(text)) return { bytes: text };
  let bytes = '';
  let problem: string | undefined;
  const utf8 = toUtf8(text);
  for (let i = 0; i < utf8.length; i++) {
    const character = utf8.charAt(i);
    if (character !== '\\') {
      bytes += character;
      continue;
    }
    const escape = readEscape(utf8, i + 1);
    bytes += escape.byte;
    i = escape.end - 1;
    problem ??= escape.problem;
  }
  return problem === undefined ? { bytes } : { bytes, problem };
}

interface Escape {
  readonly byte: string;
  readonly end: number;
  readonly problem?: string;
}

const simpleEscapes: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  t: '\t',
  n: '\n',
  v: '\v',
  f: '\f',
  r: '\r',
};

function readEscape(text: string, at: number): Escape {
  const octal = /^[0-7]{1,3}/.exec(text.slice(at, at + 3))?.[0];
  if (octal !== undefined)
    return { byte: String.fromCharCode(parseInt(octal, 8) & 0xff), end: at + octal.length };
  const character = text.charAt(at);
  if (character !== 'x') return { byte: simpleEscapes[character] ?? character, end: at + 1 };
  const hex = /^[0-9a-fA-F]{1,2}/.exec(text.slice(at + 1, at + 3))?.[0];
  if (hex === undefined)
    return { byte: '', end: at + 1, problem: '\\x is followed by no hexadecimal digit' };
  return { byte: String.fromCharCode(parseInt(hex, 16)), end: at + 1 + hex.length };
}

/** ASCII without backslashes. */
function isPlain(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 92 || code >= 128) return false;
  }
  return true;
}

/** UTF-8, one code unit per byte. Lone surrogates become U+FFFD. */
function toUtf8(text: string): string {
  let out = '';
  for (const byte of new TextEncoder().encode(text)) out += String.fromCharCode(byte);
  return out;
}

/**
 * A string over several lines as `cpp` hands it on: line splices vanish, each blank of a line's indentation becomes
 * one blank, other blanks shrink to one and those at a line's end go (GCC c-ppoutput.cc cb_line_change).
 */
function asPreprocessed(text: string): string {
  const lines = text.replace(/\\[ \t]*(\r\n|\n|\r)/g, '').split(/\r\n|\n|\r/);
  return lines
    .map((line, i) => {
      const isFirst = i === 0;
      const isLast = i === lines.length - 1;
      if (isFirst) return line;
      const indentation = /^[ \t\f\v]*/.exec(line)?.[0].length ?? 0;
      const rest = line.slice(indentation).replace(/[ \t\f\v]+/g, ' ');
      return ' '.repeat(indentation) + (isLast ? rest : rest.trimEnd());
    })
    .join('\n');
}
