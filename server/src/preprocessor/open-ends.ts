/** What the end of a file leaves open. */
import { tokenText } from '../lexer/token-chunk';
import { TokenKind } from '../lexer/token-kind';
import { report, type Condition, type Cursor, type State } from './reading';

/** Conditionals and comments that the file leaves open. */
export function reportOpenEnds(state: State, cursor: Cursor): void {
  for (const { name, at } of openConditions(cursor))
    report(state, cursor, 'cpp/unterminated-condition', `unterminated #${name}: add #endif`, at);
  const { chunks } = cursor.reading.file;
  const chunk = chunks[chunks.length - 1];
  const index = (chunk?.kinds.length ?? 0) - 1;
  if (chunk === undefined || chunk.kinds[index] !== TokenKind.blockComment) return;
  const text = tokenText(chunk, index);
  if (text.length >= 4 && text.endsWith('*/')) return;
  report(
    state,
    cursor,
    'cpp/unterminated-comment',
    'unterminated comment: everything below it is lost, add */',
    { chunk, index },
  );
}

/** The open conditionals, the outermost first. */
function openConditions({ condition }: Cursor): readonly Condition[] {
  const open: Condition[] = [];
  for (let at = condition; at !== undefined; at = at.outer) open.unshift(at);
  return open;
}
