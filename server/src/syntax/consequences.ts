/** Problems that only follow from others: whoever mends the cause never sees them, so they are not shown. */
import { tokenText } from '../lexer/token-chunk';
import type { Problem } from '../preprocessor/problem';

const swallowing: ReadonlySet<string> = new Set([
  'cpp/unterminated-condition',
  'cpp/unterminated-arguments',
  'cpp/token-limit',
]);

/** Drops the missing braces of what swallows the rest of the source, or the braces on its line. */
export function withoutConsequences(problems: readonly Problem[]): readonly Problem[] {
  if (!problems.some(swallowsBraces)) return problems;
  return problems.filter((it) => it.code !== 'syntax/missing-brace');
}

/** An unterminated comment is read as if it ended with its line. */
function swallowsBraces({ at, code }: Problem): boolean {
  if (code !== 'cpp/unterminated-comment') return swallowing.has(code);
  return 'first' in at && tokenText(at.first.chunk, at.first.index).includes('}');
}
