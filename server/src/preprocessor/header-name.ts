/** The operand of `#include`. */
import { TokenKind } from '../lexer/token-kind';
import type { PpToken } from './pp-token';

/** The file that `"x"` or `<x>` names. */
export function headerName(
  tokens: readonly PpToken[],
): { readonly name: string; readonly isQuoted: boolean } | undefined {
  const [first] = tokens;
  if (first?.kind === TokenKind.string) return { name: first.text.slice(1, -1), isQuoted: true };
  if (first?.kind !== TokenKind.less) return undefined;
  const close = tokens.findIndex((it) => it.kind === TokenKind.greater);
  if (close < 0) return undefined;
  const name = tokens
    .slice(1, close)
    .map((it, i) => (i > 0 && it.hasSpace ? ' ' : '') + it.text)
    .join('');
  return { name, isQuoted: false };
}
