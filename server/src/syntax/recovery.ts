/** Recovery in three words: say it once, skip to the next statement, go on. The caller keeps what was skipped as an `ErrorSyntax`. */
import { lineStart } from '../lexer/token-chunk';
import { TokenKind } from '../lexer/token-kind';
import { gapHere, kindAt, report, type Cursor } from './cursor';
import { keywordHere, startsLabel, startsName } from './names';

/** Takes the `;`; when it is missing says so right behind what it should follow. */
export function expectSemicolon(cursor: Cursor, behind: string): boolean {
  if (kindAt(cursor) === TokenKind.semicolon) {
    cursor.at++;
    return true;
  }
  report(cursor, 'syntax/missing-semicolon', `expected ";" behind ${behind}`, gapHere(cursor));
  return false;
}

/** Recovery: skips to the next statement of this node, stepping over whole `{ … }` blocks. */
export function skipStatement(cursor: Cursor, from: number): void {
  if (cursor.at === from && kindAt(cursor) !== TokenKind.openBrace) cursor.at++;
  for (let depth = 0; ;) {
    const kind = kindAt(cursor);
    if (kind === TokenKind.end) break;
    if (kind === TokenKind.openBrace) depth++;
    else if (kind === TokenKind.closeBrace) {
      if (depth === 0) break;
      depth--;
    } else if (depth === 0 && kind === TokenKind.semicolon) {
      cursor.at++;
      break;
    } else if (depth === 0 && isStatementEnd(cursor)) break;
    cursor.at++;
  }
}
/** Where a broken statement surely ends: at its `;`, before a brace, or before a line that starts a statement. */
export function isStatementEnd(cursor: Cursor): boolean {
  switch (kindAt(cursor)) {
    case TokenKind.end:
    case TokenKind.semicolon:
    case TokenKind.closeBrace:
    case TokenKind.openBrace:
      return true;
  }
  if (!startsLine(cursor)) return false;
  if (startsLabel(cursor) || keywordHere(cursor) !== undefined) return true;
  if (kindAt(cursor) === TokenKind.ampersand) return true;
  return startsName(cursor);
}

export function startsLine(cursor: Cursor): boolean {
  return ((cursor.stream.flags[cursor.at] ?? 0) & lineStart) !== 0;
}
