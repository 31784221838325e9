/**
 * What can be typed at an offset, judged by the tokens of the statement in front of it: half a statement has no syntax
 * yet. A statement begins behind `;`, `{`, `}` or a directive, and also on a new line behind a value that is complete,
 * so that a missing semicolon does not mislead.
 */
import { linesOf, textBetween, type SourceFile } from '../../lexer/source-file';
import { TokenKind } from '../../lexer/token-kind';
import { positionAt } from '../../text/line-index';
import type { TextRange } from '../../text/text-range';
import {
  directiveAt,
  directiveOf,
  significantBefore,
  textOf,
  tokenAt,
  type FileToken,
} from '../file-tokens';

interface Typed {
  /** What is to be replaced; holds the offset. */
  readonly range: TextRange;
  /** The part of it before the offset. */
  readonly typed: string;
}

export type CursorState =
  | { readonly kind: 'nothing' }
  /** The name of an included file, without quotes or angle brackets. */
  | (Typed & { readonly kind: 'include'; readonly isSystem: boolean; readonly isDts: boolean })
  /** A condition: `#if`, `#ifdef`. */
  | (Typed & { readonly kind: 'condition' })
  /** The beginning of a statement: a property, a node, a keyword. */
  | (Typed & { readonly kind: 'statement' })
  | (Typed & { readonly kind: 'delete'; readonly what: 'node' | 'property' })
  /** Behind `&`: `range` begins behind it. */
  | (Typed & { readonly kind: 'label'; readonly isStatement: boolean })
  /** Behind `&{`: `range` holds the path up to the brace. */
  | (Typed & { readonly kind: 'path' })
  /** Inside quotes: `range` is the word; `content` everything between the quotes before the offset. */
  | (Typed & {
      readonly kind: 'string';
      readonly property: string;
      readonly content: TextRange;
      readonly isClosed: boolean;
    })
  /** In a value, outside quotes and brackets. */
  | (Typed & { readonly kind: 'value'; readonly property: string; readonly needsComma: boolean })
  | (Typed & { readonly kind: 'cells'; readonly property: string });

/** What can be typed at `offset` (code units). */
export function cursorState(file: SourceFile, offset: number): CursorState {
  const before = offset > 0 ? tokenAt(file, offset - 1) : undefined;
  if (before !== undefined && isInComment(before, offset)) return { kind: 'nothing' };
  const directive = directiveAt(file, offset);
  if (directive !== undefined)
    return inDirective(file, offset, directive.name, directive.range.start);
  if (before !== undefined && isInString(before, offset)) return inString(file, before, offset);
  const line = lineBefore(file, offset);
  const path = /&\{([^{}\s"]*)$/.exec(line);
  if (path !== null)
    return { kind: 'path', ...typedAt(file, offset, path[1] ?? '', /^[^{}\s";]*/) };
  const label = /(?:^|[^&])&([A-Za-z_]\w*)?$/.exec(line);
  if (label !== null) return reference(file, offset, label[1] ?? '');
  return byStatement(file, offset);
}

function byStatement(file: SourceFile, offset: number): CursorState {
  const word = wordAt(file, offset, /(?:\/?[\w.+?#@-][\w,.+?#@-]*|\/)$/, /^[\w,.+?#@-]*\/?/);
  const tokens = statementBefore(file, word.range.start);
  const state = stateAfter(file, tokens, offset);
  if (state.kind === 'nothing') return { kind: 'nothing' };
  if (state.kind === 'statement' || state.kind === 'delete') return { ...state, ...word };
  const value = wordAt(file, offset, /(?:\/[\w-]*|[\w.+-][\w,.+-]*)$/, /^[\w.+-]*/);
  if (state.kind === 'value' && value.typed !== '') {
    const behindWord = stateAfter(file, statementBefore(file, value.range.start), offset);
    if (behindWord.kind === 'value') return { ...behindWord, ...value };
  }
  return { ...state, ...value };
}

type Bare =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'statement' }
  | { readonly kind: 'delete'; readonly what: 'node' | 'property' }
  | { readonly kind: 'value'; readonly property: string; readonly needsComma: boolean }
  | { readonly kind: 'cells'; readonly property: string };

/** What may follow the tokens of an unfinished statement. */
function stateAfter(file: SourceFile, tokens: readonly FileToken[], offset: number): Bare {
  const equals = tokens.findIndex((it) => it.kind === TokenKind.equals);
  if (equals < 0) return withoutValue(file, tokens, offset);
  const property = propertyName(file, tokens[equals]);
  if (property === undefined) return { kind: 'nothing' };
  let open = 0;
  let last: FileToken | undefined;
  for (const token of tokens.slice(equals + 1)) {
    if (token.kind === TokenKind.openBracket) return { kind: 'nothing' };
    if (token.kind === TokenKind.less) open = 1;
    else if (token.kind === TokenKind.greater) open = 0;
    last = token;
  }
  if (open > 0) return { kind: 'cells', property };
  const needsComma = last !== undefined && last.kind !== TokenKind.comma;
  const isNewLine = last !== undefined && textBetween(file, last.end, offset).includes('\n');
  return needsComma && isNewLine ? { kind: 'statement' } : { kind: 'value', property, needsComma };
}

function withoutValue(file: SourceFile, tokens: readonly FileToken[], offset: number): Bare {
  const last = tokens[tokens.length - 1];
  if (last === undefined || last.kind === TokenKind.colon) return { kind: 'statement' };
  const text = textBetween(file, tokens[0]?.start ?? 0, last.end);
  const deletion = /^\/delete-(node|property)\/$/.exec(text)?.[1];
  if (deletion !== undefined)
    return { kind: 'delete', what: deletion === 'node' ? 'node' : 'property' };
  if (text === '/omit-if-no-ref/') return { kind: 'statement' };
  return textBetween(file, last.end, offset).includes('\n')
    ? { kind: 'statement' }
    : { kind: 'nothing' };
}

function inDirective(file: SourceFile, offset: number, name: string, start: number): CursorState {
  const text = textBetween(file, start, offset);
  const include = /(?:include|include_next)\/?\s*(["<])([^">\n]*)$/.exec(text);
  if (include !== null)
    return {
      kind: 'include',
      isSystem: include[1] === '<',
      isDts: text.startsWith('/'),
      ...typedAt(file, offset, include[2] ?? '', /^[^">\n]*/),
    };
  const isCondition = /^(?:if|ifdef|ifndef|elif|elifdef|elifndef|undef)$/.test(name);
  const isBehindName = /^#\s*\w+\s+.*$/.test(text);
  if (!isCondition || !isBehindName) return { kind: 'nothing' };
  return { kind: 'condition', ...wordAt(file, offset, /\w*$/, /^\w*/) };
}

function inString(file: SourceFile, token: FileToken, offset: number): CursorState {
  const state = stateAfter(file, statementBefore(file, token.start), token.start);
  if (state.kind !== 'value') return { kind: 'nothing' };
  const content = { start: token.start + 1, end: offset };
  const typed = textBetween(file, content.start, offset);
  const segment = typed.slice(typed.includes('\\0') ? typed.lastIndexOf('\\0') + 2 : 0);
  const word = typedAt(file, offset, segment, /^[\w,.+@/:-]*/);
  const next = textBetween(file, word.range.end, word.range.end + 1);
  const isClosed = next === '"' || next === '\\';
  return { kind: 'string', property: state.property, content, isClosed, ...word };
}

function reference(file: SourceFile, offset: number, typed: string): CursorState {
  const label = typedAt(file, offset, typed, /^\w*/);
  const tokens = statementBefore(file, label.range.start - 1);
  const state = stateAfter(file, tokens, offset);
  const isStatement = state.kind === 'statement';
  return state.kind === 'nothing' ? state : { kind: 'label', isStatement, ...label };
}

/** The significant tokens from the beginning of the statement up to `offset`, directives left out. */
function statementBefore(file: SourceFile, offset: number): readonly FileToken[] {
  const tokens: FileToken[] = [];
  let token = significantBefore(file, offset);
  while (token !== undefined && tokens.length < longestStatement) {
    const directive = directiveOf(file, token);
    if (directive !== undefined) {
      if (directive.kind === 'dts-include') break;
      token = significantBefore(file, directive.range.start);
      continue;
    }
    if (token.kind === TokenKind.semicolon || isBlockBrace(file, token)) break;
    tokens.push(token);
    token = significantBefore(file, token.start);
  }
  return tokens.reverse();
}

/** How many tokens of one statement are looked at. */
const longestStatement = 4000;

/** A brace of a block, not one of `&{/path}`. */
function isBlockBrace(file: SourceFile, token: FileToken): boolean {
  if (token.kind === TokenKind.openBrace)
    return textBetween(file, token.start - 1, token.start) !== '&';
  if (token.kind !== TokenKind.closeBrace) return false;
  return !/&\{[^{}\s]*\}$/.test(lineBefore(file, token.end));
}

function propertyName(file: SourceFile, equals: FileToken | undefined): string | undefined {
  if (equals === undefined) return undefined;
  return /([\w,.+?#-]+)\s*$/.exec(
    textBetween(file, Math.max(0, equals.start - 200), equals.start),
  )?.[1];
}

function isInComment(token: FileToken, offset: number): boolean {
  if (token.kind === TokenKind.lineComment || token.kind === TokenKind.openComment) return true;
  return token.kind === TokenKind.blockComment && offset < token.end;
}

function isInString(token: FileToken, offset: number): boolean {
  if (token.kind === TokenKind.unclosed) return textOf(token).startsWith('"');
  return token.kind === TokenKind.string && offset < token.end;
}

/** The text of the line up to `offset`. */
export function lineBefore(file: SourceFile, offset: number): string {
  const lineStart = offset - positionAt(linesOf(file), offset).character;
  return textBetween(file, lineStart, offset);
}

function wordAt(file: SourceFile, offset: number, before: RegExp, behind: RegExp): Typed {
  return typedAt(file, offset, before.exec(lineBefore(file, offset))?.[0] ?? '', behind);
}

function typedAt(file: SourceFile, offset: number, typed: string, behind: RegExp): Typed {
  const rest = behind.exec(textBetween(file, offset, offset + 200))?.[0] ?? '';
  return { typed, range: { start: offset - typed.length, end: offset + rest.length } };
}
