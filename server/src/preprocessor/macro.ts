/** Macro definitions, read from `#define` lines and `-D` options (ISO C 6.10.3 as GCC libcpp macro.cc applies it). */
import { significantTokens, type TokenChunk, type TokenRef } from '../lexer/token-chunk';
import { TokenKind } from '../lexer/token-kind';
import { ppTokenAt, type PpToken } from './pp-token';

export interface MacroDefinition {
  readonly name: string;
  /** Absent for an object-like macro. */
  readonly parameters?: readonly string[];
  /** The last parameter takes all remaining arguments. */
  readonly isVariadic: boolean;
  readonly body: readonly BodyToken[];
  /** The name in the `#define`; absent for predefined and `-D` macros. */
  readonly at?: TokenRef;
}

export interface BodyToken {
  readonly token: PpToken;
  /** Which parameter it stands for. */
  readonly parameter?: number;
  /** `#parameter` */
  readonly isStringified?: boolean;
  /** `##` follows. */
  readonly pastesNext?: boolean;
}

export type MacroTable = ReadonlyMap<string, MacroDefinition>;

export type DefineResult =
  | { readonly definition: MacroDefinition }
  | { readonly code: string; readonly message: string; readonly at: number };

/** Reads the `#define` at significant tokens `from` to `to`; on failure tells which significant token of the chunk is wrong. */
export function readDefine(chunk: TokenChunk, from: number, to: number): DefineResult {
  const tokens = significantTokens(chunk);
  const nameAt = from + 2;
  if (nameAt >= to)
    return {
      code: 'cpp/define-name',
      message: 'no macro name given in #define directive',
      at: from + 1,
    };
  const name = tokens.names[nameAt];
  if (name === undefined)
    return { code: 'cpp/define-name', message: 'macro names must be identifiers', at: nameAt };
  if (name === 'defined')
    return {
      code: 'cpp/define-name',
      message: '"defined" cannot be used as a macro name',
      at: nameAt,
    };
  const at = { chunk, index: tokens.indexes[nameAt] ?? 0 };
  const open = nameAt + 1 < to ? ppTokenAt(chunk, nameAt + 1) : undefined;
  if (open?.kind !== TokenKind.openParen || open.hasSpace)
    return withBody(
      { name, isVariadic: false, body: [], at },
      bodyTokens(chunk, nameAt + 1, to),
      nameAt,
    );
  const list = readParameters(chunk, nameAt + 2, to);
  if ('message' in list) return list;
  return withBody(
    { name, parameters: list.parameters, isVariadic: list.isVariadic, body: [], at },
    bodyTokens(chunk, list.next, to),
    nameAt,
  );
}

/** A macro as `-D NAME=VALUE` gives it; `tokens` are those of the value. */
export function objectMacro(name: string, tokens: readonly PpToken[]): MacroDefinition {
  return { name, isVariadic: false, body: tokens.map((token) => ({ token })) };
}

type ParameterList =
  | { readonly parameters: readonly string[]; readonly isVariadic: boolean; readonly next: number }
  | { readonly code: string; readonly message: string; readonly at: number };

function readParameters(chunk: TokenChunk, from: number, to: number): ParameterList {
  const parameters: string[] = [];
  let isVariadic = false;
  const fail = (message: string, at: number) => ({ code: 'cpp/define-parameters', message, at });
  let expectsName = true;
  for (let at = from; at < to; at++) {
    const token = ppTokenAt(chunk, at);
    if (token.kind === TokenKind.closeParen) {
      if (expectsName && parameters.length > 0)
        return fail('expected parameter name, found ")"', at);
      return { parameters, isVariadic, next: at + 1 };
    }
    if (isVariadic) return fail('expected ")" after "..."', at);
    if (!expectsName) {
      if (token.kind === TokenKind.comma) expectsName = true;
      else if (isEllipsis(chunk, at, to)) {
        isVariadic = true;
        at += 2;
      } else return fail(`expected "," or ")", found "${token.text}"`, at);
    } else if (token.kind === TokenKind.identifier) {
      if (parameters.includes(token.text))
        return fail(`duplicate macro parameter "${token.text}"`, at);
      parameters.push(token.text);
      expectsName = false;
    } else if (isEllipsis(chunk, at, to)) {
      parameters.push('__VA_ARGS__');
      isVariadic = true;
      expectsName = false;
      at += 2;
    } else return fail(`expected parameter name, found "${token.text}"`, at);
  }
  return fail('expected ")" before end of line', to - 1);
}

function isEllipsis(chunk: TokenChunk, at: number, to: number): boolean {
  if (at + 3 > to) return false;
  return [0, 1, 2].every((it) => ppTokenAt(chunk, at + it).kind === TokenKind.dot);
}

function bodyTokens(chunk: TokenChunk, from: number, to: number): PpToken[] {
  const tokens: PpToken[] = [];
  for (let at = from; at < to; at++) {
    const token = ppTokenAt(chunk, at);
    tokens.push(at === from ? { ...token, hasSpace: false } : token);
  }
  return tokens;
}

/** Finds parameters, `#` and `##` in the body. */
function withBody(
  macro: MacroDefinition,
  tokens: readonly PpToken[],
  nameAt: number,
): DefineResult {
  const body: BodyToken[] = [];
  const { parameters } = macro;
  const parameterOf = (token: PpToken | undefined) => {
    const at = token?.kind === TokenKind.identifier ? parameters?.indexOf(token.text) : undefined;
    return at === undefined || at < 0 ? undefined : at;
  };
  const first = tokens[0]?.kind;
  if (
    first === TokenKind.hashHash ||
    (tokens.length > 0 && tokens[tokens.length - 1]?.kind === TokenKind.hashHash)
  )
    return {
      code: 'cpp/paste-at-end',
      message: "'##' cannot appear at either end of a macro expansion",
      at: nameAt,
    };
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i];
    if (token === undefined) break;
    if (token.kind === TokenKind.hashHash) {
      const last = body.pop();
      if (last) body.push({ ...last, pastesNext: true });
      continue;
    }
    const stringified = token.kind === TokenKind.hash ? parameterOf(tokens[i + 1]) : undefined;
    if (stringified !== undefined) {
      body.push({ token, parameter: stringified, isStringified: true });
      i++;
      continue;
    }
    const parameter = parameterOf(token);
    body.push(parameter === undefined ? { token } : { token, parameter });
  }
  return { definition: { ...macro, body } };
}
