/** Problems that only follow from others: whoever mends the cause never sees them, so they are not shown. */
import type { Problem } from '../preprocessor/problem';

const swallowing: ReadonlySet<string> = new Set([
  'cpp/unterminated-comment',
  'cpp/unterminated-condition',
  'cpp/unterminated-arguments',
  'cpp/token-limit',
]);

/** Drops what a comment, conditional or argument list that swallows the rest of the source brings about. */
export function withoutConsequences(problems: readonly Problem[]): readonly Problem[] {
  if (!problems.some((it) => swallowing.has(it.code))) return problems;
  return problems.filter((it) => it.code !== 'syntax/missing-brace');
}
