/**
 * The kinds of preprocessing token. One lexer serves both the preprocessor and the DTS grammar:
 * a DTS name such as `#address-cells` is several adjacent tokens that the parser joins, exactly as
 * it is several tokens to `cpp -x assembler-with-cpp`.
 */
export const TokenKind = {
  whitespace: 0,
  newline: 1,
  /** Backslash and line end: joins two lines without a blank between them. */
  splice: 2,
  lineComment: 3,
  blockComment: 4,
  identifier: 5,
  number: 6,
  string: 7,
  char: 8,
  /** A quote without its partner on the line; it reaches to the end of the line. */
  unclosed: 9,
  openBrace: 10,
  closeBrace: 11,
  openParen: 12,
  closeParen: 13,
  openBracket: 14,
  closeBracket: 15,
  less: 16,
  greater: 17,
  semicolon: 18,
  comma: 19,
  equals: 20,
  ampersand: 21,
  colon: 22,
  slash: 23,
  hash: 24,
  question: 25,
  exclamation: 26,
  tilde: 27,
  plus: 28,
  minus: 29,
  star: 30,
  percent: 31,
  caret: 32,
  bar: 33,
  at: 34,
  dot: 35,
  backslash: 36,
  lessLess: 37,
  greaterGreater: 38,
  lessEquals: 39,
  greaterEquals: 40,
  equalsEquals: 41,
  exclamationEquals: 42,
  ampersandAmpersand: 43,
  barBar: 44,
  hashHash: 45,
  /** Any other character: the lexer never refuses text. */
  other: 46,
  /** After the last token; never stored. */
  end: 47,
} as const;

export type TokenKind = (typeof TokenKind)[keyof typeof TokenKind];

/** Whether a token is blank, a line end or a comment. */
export function isTrivia(kind: number): boolean {
  return kind <= TokenKind.blockComment;
}
