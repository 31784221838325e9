/** A token on its way through macro expansion: what it says, whether blanks precede it, and where it is spelled. */
import { spaceBefore, significantTokens, tokenText, type TokenChunk } from '../lexer/token-chunk';
import { TokenKind } from '../lexer/token-kind';

export interface PpToken {
  readonly kind: number;
  readonly text: string;
  /** Blanks precede it (libcpp PREV_WHITE). */
  readonly hasSpace: boolean;
  readonly chunk: TokenChunk;
  readonly index: number;
  /** It named a macro that was being expanded and is never expanded again (libcpp NO_EXPAND). */
  readonly isPainted?: boolean;
  /** It is to be glued to the next one (libcpp PASTE_LEFT). */
  readonly pastesNext?: boolean;
}

/**
 * No token, but a place where GCC may have to print a blank (libcpp CPP_PADDING): `source` is the token whose
 * own blank decides, or undefined when only gluing must be avoided.
 */
export interface Padding {
  readonly kind: typeof paddingKind;
  readonly source?: PpToken;
}

export const paddingKind = -1;
/** Only avoids that two tokens are glued. */
export const avoidPaste: Padding = { kind: paddingKind };

export type Element = PpToken | Padding;

export function isPadding(element: Element): element is Padding {
  return element.kind === paddingKind;
}

/** The significant token of a chunk at a position. */
export function ppTokenAt(chunk: TokenChunk, at: number): PpToken {
  const { indexes, flags, names } = significantTokens(chunk);
  const index = indexes[at] ?? 0;
  return {
    kind: chunk.kinds[index] ?? TokenKind.other,
    text: names[at] ?? tokenText(chunk, index),
    hasSpace: ((flags[at] ?? 0) & spaceBefore) !== 0,
    chunk,
    index,
  };
}

/** Whether GCC keeps two tokens apart that no blank separates (libcpp lex.cc cpp_avoid_paste). */
export function wouldPaste(first: PpToken, second: PpToken): boolean {
  const next = second.text.charAt(0);
  const isName = second.kind === TokenKind.identifier;
  const isNumber = second.kind === TokenKind.number;
  const isLiteral = second.kind === TokenKind.string || second.kind === TokenKind.char;
  if (isOperator(second.kind) && next === '=' && '=!<>+-*/%&|^'.includes(first.text)) return true;
  switch (first.text) {
    case '>':
      return next === '>';
    case '<':
      return '<%:'.includes(next);
    case '+':
      return next === '+';
    case '-':
      return next === '-' || next === '>';
    case '/':
      return next === '/' || next === '*';
    case '%':
      return next === ':' || next === '%';
    case '&':
      return next === '&';
    case '|':
      return next === '|';
    case ':':
      return next === ':' || next === '>';
    case '.':
      return next === '.' || next === '%' || isNumber;
    case '#':
      return next === '#' || next === '%';
  }
  if (first.kind === TokenKind.identifier)
    return isName || isLiteral || (isNumber && /^[A-Za-z_]/.test(next));
  if (first.kind === TokenKind.number)
    return isNumber || isName || second.kind === TokenKind.char || '.+-'.includes(next);
  return first.text.startsWith('\\') && isName;
}

function isOperator(kind: number): boolean {
  return kind > TokenKind.unclosed && kind < TokenKind.other;
}
