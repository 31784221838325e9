/** Tokens that no file spells: results of `#`, `##` and of `__LINE__` and its like. */
import { lex } from '../lexer/lexer';
import { significantTokens, type TokenRef } from '../lexer/token-chunk';
import type { PpToken } from './pp-token';

/** The tokens of a text, each pointing back at `madeAt`; the first has a blank before it if `hasSpace`. */
export function makeTokens(text: string, madeAt: TokenRef, hasSpace: boolean): readonly PpToken[] {
  return lex(madeAt.chunk.file, text).flatMap((bare) => {
    const chunk = { ...bare, madeAt };
    const { indexes, flags } = significantTokens(chunk);
    return Array.from(indexes, (index, at): PpToken => {
      const start = index === 0 ? 0 : (chunk.ends[index - 1] ?? 0);
      return {
        kind: chunk.kinds[index] ?? 0,
        text: chunk.text.slice(start, chunk.ends[index]),
        hasSpace: at === 0 ? hasSpace : ((flags[at] ?? 0) & 1) !== 0,
        chunk,
        index,
      };
    });
  });
}

/** Glues two tokens; undefined when the result is not one token (GCC then leaves them side by side in assembler mode). */
export function paste(first: PpToken, second: PpToken): PpToken | undefined {
  const made = makeTokens(first.text + second.text, refOf(first), first.hasSpace);
  const [token] = made;
  if (
    made.length !== 1 ||
    token === undefined ||
    token.text.length !== first.text.length + second.text.length
  )
    return undefined;
  return second.pastesNext ? { ...token, pastesNext: true } : token;
}

/** `#argument`: a string literal of the argument's tokens, quotes and backslashes of literals escaped. */
export function stringify(argument: readonly PpToken[], madeAt: PpToken): PpToken {
  let text = '';
  argument.forEach((token, i) => {
    if (i > 0 && token.hasSpace) text += ' ';
    const isLiteral = token.text.startsWith('"') || token.text.startsWith("'");
    text += isLiteral ? token.text.replace(/["\\]/g, '\\$&') : token.text;
  });
  const [token] = makeTokens(`"${text}"`, refOf(madeAt), madeAt.hasSpace);
  return token ?? madeAt;
}

/** Where a token is spelled. */
export function refOf(token: PpToken): TokenRef {
  return { chunk: token.chunk, index: token.index };
}
