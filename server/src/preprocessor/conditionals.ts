/** `#if` and its family: which text is read and which is skipped (GCC libcpp directives.cc). */
import { significantTokens, type TokenChunk } from '../lexer/token-chunk';
import { TokenKind } from '../lexer/token-kind';
import type { ChunkItem } from './chunk-items';
import { evaluateCondition } from './condition';
import { isDynamic } from './dynamic-macros';
import { expandTokens, type ExpansionHost } from './expand-macro';
import { findInclude } from './find-include';
import { headerName } from './header-name';
import { makeTokens, refOf } from './make-token';
import { ppTokenAt, type PpToken } from './pp-token';
import { isActive, refAt, report, type Cursor, type State } from './reading';

/** The macro name of `#undef`, `#ifdef` and their like; undefined after telling the user. */
export function macroName(
  state: State,
  cursor: Cursor,
  chunk: TokenChunk,
  item: ChunkItem,
): string | undefined {
  const name = item.from + 2 < item.to ? significantTokens(chunk).names[item.from + 2] : undefined;
  if (name !== undefined) return name;
  const message =
    item.from + 2 < item.to
      ? 'macro names must be identifiers'
      : `no macro name given in #${item.name} directive`;
  report(
    state,
    cursor,
    'cpp/define-name',
    message,
    refAt(chunk, Math.min(item.from + 2, item.to - 1)),
  );
  return undefined;
}

/** Handles `#if` and its family; false when the directive is another one. */
export function obeyConditional(
  state: State,
  cursor: Cursor,
  chunk: TokenChunk,
  item: ChunkItem,
  host: ExpansionHost,
): boolean {
  const top = cursor.condition;
  const at = refAt(chunk, item.from);
  const open = (isTrue: () => boolean) => {
    const isRead = isActive(cursor);
    const isTaken = isRead && isTrue();
    const isDone = isTaken || !isRead;
    const { name } = item;
    cursor.condition = { isActive: isTaken, isDone, hasElse: false, at, name, outer: top };
  };
  const branch = (isTrue: () => boolean) => {
    if (top === undefined)
      return report(state, cursor, 'cpp/stray-directive', `#${item.name} without #if`, at);
    if (top.hasElse) {
      report(state, cursor, 'cpp/stray-directive', `#${item.name} after #else`, at);
      cursor.condition = { ...top, isActive: false };
      return;
    }
    const isTaken = !top.isDone && isTrue();
    const hasElse = item.name === 'else';
    cursor.condition = { ...top, isActive: isTaken, isDone: top.isDone || isTaken, hasElse };
  };
  const isDefined = () => {
    const name = macroName(state, cursor, chunk, item);
    return name !== undefined && (state.macros.has(name) || isDynamic(name));
  };
  switch (item.name) {
    case 'if':
      open(() => condition(state, cursor, chunk, item, host));
      return true;
    case 'ifdef':
      open(isDefined);
      return true;
    case 'ifndef':
      open(() => !isDefined());
      return true;
    case 'elif':
      branch(() => condition(state, cursor, chunk, item, host));
      return true;
    case 'elifdef':
      branch(isDefined);
      return true;
    case 'elifndef':
      branch(() => !isDefined());
      return true;
    case 'else':
      branch(() => true);
      return true;
    case 'endif':
      if (top === undefined) report(state, cursor, 'cpp/stray-directive', '#endif without #if', at);
      cursor.condition = top?.outer;
      return true;
  }
  return false;
}

function condition(
  state: State,
  cursor: Cursor,
  chunk: TokenChunk,
  item: ChunkItem,
  host: ExpansionHost,
): boolean {
  const raw: PpToken[] = [];
  for (let at = item.from + 2; at < item.to; at++) raw.push(ppTokenAt(chunk, at));
  const asked = answerQueries(state, cursor, raw);
  const result = evaluateCondition(
    answerQueries(state, cursor, expandTokens(host, asked, true)),
    item.name,
  );
  if ('value' in result) return result.value;
  const place = result.at
    ? (result.at.chunk.madeAt ?? refOf(result.at))
    : refAt(chunk, item.from + 1);
  report(state, cursor, 'cpp/condition', result.message, place);
  return false;
}

/** Replaces `defined NAME`, `defined(NAME)` and `__has_include(…)` by 1 or 0. */
function answerQueries(state: State, cursor: Cursor, tokens: readonly PpToken[]): PpToken[] {
  const out: PpToken[] = [];
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i];
    if (token === undefined) break;
    const isParen = tokens[i + 1]?.kind === TokenKind.openParen;
    const name = tokens[i + (isParen ? 2 : 1)];
    const isEnded = !isParen || tokens[i + 3]?.kind === TokenKind.closeParen;
    if (token.text === 'defined' && name?.kind === TokenKind.identifier && isEnded) {
      out.push(answer(token, state.macros.has(name.text) || isDynamic(name.text)));
      i += isParen ? 3 : 1;
    } else if (token.text === '__has_include' && isParen) {
      const close = tokens.findIndex((it, at) => at > i && it.kind === TokenKind.closeParen);
      const operand = tokens.slice(i + 2, close < 0 ? tokens.length : close);
      out.push(answer(token, isFound(state, cursor, operand)));
      i = close < 0 ? tokens.length : close;
    } else out.push(token);
  }
  return out;
}

function answer(token: PpToken, isTrue: boolean): PpToken {
  return makeTokens(isTrue ? '1' : '0', refOf(token), token.hasSpace)[0] ?? token;
}

function isFound(state: State, cursor: Cursor, operand: readonly PpToken[]): boolean {
  const name = headerName(operand);
  return (
    name !== undefined &&
    findInclude(state.input, state.step.asked, name, cursor.reading.path) !== undefined
  );
}
