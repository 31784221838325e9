/**
 * Reading a token stream: the cursor moves forward only, so a parser that loops must move it. Problems are
 * collected beside it; nothing here throws.
 */
import { maxSyntaxProblems } from '../base/limits';
import { spaceBefore } from '../lexer/token-chunk';
import { TokenKind } from '../lexer/token-kind';
import type { Problem, RelatedPlace } from '../preprocessor/problem';
import { streamText, type Span, type TokenStream } from '../preprocessor/token-stream';
import type { Balance } from './balance';

export interface Cursor {
  readonly stream: TokenStream;
  /** How the braces of the whole file stand. */
  readonly balance: Balance;
  at: number;
  /** What was said since the last statement. */
  problems: Problem[];
  /** What was said last, and of which token. */
  last: { readonly code: string; readonly from: number } | undefined;
  /** How much was said in all. */
  said: number;
}

/** A cursor at the first token. */
export function cursorOf(stream: TokenStream, balance: Balance): Cursor {
  return { stream, balance, at: 0, problems: [], last: undefined, said: 0 };
}

/** What was said since this was asked last; undefined when nothing was. */
export function takeProblems(cursor: Cursor): readonly Problem[] | undefined {
  const { problems } = cursor;
  if (problems.length === 0) return undefined;
  cursor.problems = [];
  return problems;
}

/** The kind of the token at the cursor, or `ahead` tokens further. */
export function kindAt(cursor: Cursor, ahead = 0): number {
  const at = cursor.at + ahead;
  return at < cursor.stream.length ? (cursor.stream.kinds[at] ?? TokenKind.end) : TokenKind.end;
}

/** The text of the token at the cursor, or `ahead` tokens further. */
export function textAt(cursor: Cursor, ahead = 0): string {
  return streamText(cursor.stream, cursor.at + ahead);
}

/** Whether the token touches the one before it. */
export function touches(cursor: Cursor, ahead = 0): boolean {
  return ((cursor.stream.flags[cursor.at + ahead] ?? spaceBefore) & spaceBefore) === 0;
}

/** The span from a token up to the cursor. */
export function spanFrom(cursor: Cursor, from: number): Span {
  return { stream: cursor.stream, from, to: cursor.at };
}

/** The span of the one token at the cursor; at the end, the empty span behind the last. */
export function spanHere(cursor: Cursor): Span {
  const { stream, at } = cursor;
  return { stream, from: at, to: at < stream.length ? at + 1 : at };
}

/** The empty span right behind the token before the cursor: where something is missing. */
export function gapHere(cursor: Cursor): Span {
  return { stream: cursor.stream, from: cursor.at, to: cursor.at };
}

/** Adds a problem, but never two at the same token: the second is a consequence of the first. */
export function report(
  cursor: Cursor,
  code: string,
  message: string,
  at: Span,
  related?: readonly RelatedPlace[],
): void {
  const { last } = cursor;
  if (last?.from === at.from && last.code === code) return;
  cursor.last = { code, from: at.from };
  if (cursor.said++ > mostSaid) return;
  cursor.problems.push({ code, severity: 'error', message, at, ...(related && { related }) });
}

/** More problems than this are not even remembered: nobody will see them (see `maxSyntaxProblems`). */
const mostSaid = 20 * maxSyntaxProblems;

/** How a message names the token at the cursor. */
export function describeHere(cursor: Cursor): string {
  const text = textAt(cursor);
  return text === ''
    ? 'the end of the file'
    : text.length > 40
      ? `"${text.slice(0, 40)}…"`
      : `"${text.replace(/\n/g, '\\n')}"`;
}
