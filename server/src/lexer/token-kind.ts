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
  /** The start of a comment that is closed nowhere; it reaches to the end of the line. */
  openComment: 5,
  identifier: 6,
  number: 7,
  string: 8,
  char: 9,
  /** A quote without its partner on the line; it reaches to the end of the line. */
  unclosed: 10,
  openBrace: 11,
  closeBrace: 12,
  openParen: 13,
  closeParen: 14,
  openBracket: 15,
  closeBracket: 16,
  less: 17,
  greater: 18,
  semicolon: 19,
  comma: 20,
  equals: 21,
  ampersand: 22,
  colon: 23,
  slash: 24,
  hash: 25,
  question: 26,
  exclamation: 27,
  tilde: 28,
  plus: 29,
  minus: 30,
  star: 31,
  percent: 32,
  caret: 33,
  bar: 34,
  at: 35,
  dot: 36,
  backslash: 37,
  lessLess: 38,
  greaterGreater: 39,
  lessEquals: 40,
  greaterEquals: 41,
  equalsEquals: 42,
  exclamationEquals: 43,
  ampersandAmpersand: 44,
  barBar: 45,
  hashHash: 46,
  /** Any other character: the lexer never refuses text. */
  other: 47,
  /** After the last token; never stored. */
  end: 48,
} as const;

export type TokenKind = (typeof TokenKind)[keyof typeof TokenKind];

/** Whether a token is blank, a line end or a comment. */
export function isTrivia(kind: number): boolean {
  return kind <= TokenKind.openComment;
}
