/** Stretches and positions of text, in UTF-16 code units as LSP counts them. */

/** Half-open: `start` is inside, `end` is not. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

/** Zero-based line and UTF-16 character, as in LSP. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

export interface PositionRange {
  readonly start: Position;
  readonly end: Position;
}

/** Replaces one stretch of a file's text. */
export interface TextEdit {
  readonly range: TextRange;
  readonly newText: string;
}
