/** What the end of a file leaves open. */
import { hasOpenComment } from '../lexer/marks';
import { TokenKind } from '../lexer/token-kind';
import { report, type Cursor, type State } from './reading';
import type { Condition } from './visit';

/** Conditionals and comments that the file leaves open. */
export function reportOpenEnds(state: State, cursor: Cursor): void {
  for (const { name, at } of openConditions(cursor))
    report(state, cursor, 'cpp/unterminated-condition', `unterminated #${name}: add #endif`, at);
  const { chunks, marks } = cursor.reading.file;
  const chunk = marks.openComments > 0 ? chunks.find(hasOpenComment) : undefined;
  if (chunk === undefined) return;
  report(
    state,
    cursor,
    'cpp/unterminated-comment',
    'unterminated comment: cpp loses everything below it, add */',
    { chunk, index: chunk.kinds.indexOf(TokenKind.openComment) },
  );
}

/** The open conditionals, the outermost first. */
function openConditions({ condition }: Cursor): readonly Condition[] {
  const open: Condition[] = [];
  for (let at = condition; at !== undefined; at = at.outer) open.unshift(at);
  return open;
}
