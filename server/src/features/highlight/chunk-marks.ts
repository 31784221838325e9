/**
 * Colours one chunk by its tokens alone: a name is what the token behind it makes of it (`{`, `:`, `(`). What a chunk
 * must know of those before it is one number, so that an edit colours anew only what it touches; where chunks begin
 * never changes a colour.
 */
import { rangeInChunk, type TokenChunk } from '../../lexer/token-chunk';
import { TokenKind } from '../../lexer/token-kind';
import { chunkItems } from '../../preprocessor/chunk-items';
import { chunkReader, type ChunkReader } from './chunk-reader';
import { markDirective } from './directive-marks';
import { packBraces, packMarks } from './mark';
import type { BraceMark, Mark, MarkKind, MarkModifier } from './mark';

/** Where in a statement the text is: a mode and how many parentheses are open. */
export type ChunkState = number;

const Mode = {
  statement: 0,
  /** Behind `=` or a comma: a part of a value must come. */
  expected: 1,
  /** Behind a part of a value. */
  given: 2,
  cells: 3,
  bytes: 4,
  deleteNode: 5,
  deleteProperty: 6,
} as const;

const modeBits = 3;
const mostParens = 31;

export const firstState: ChunkState = Mode.statement;

export interface ChunkMarks {
  readonly chunk: TokenChunk;
  /** In order, without overlaps, packed; one may reach over several lines. */
  readonly marks: Uint32Array;
  /** Where blocks open and close, packed. */
  readonly braces: Uint32Array;
  readonly end: ChunkState;
}

/** Marks a chunk; `next` is the kind of the first token behind it that is no trivia. */
export function markChunk(chunk: TokenChunk, state: ChunkState, next: number): ChunkMarks {
  const work = startWork(chunk, state, next);
  const { reader } = work;
  let at = 0;
  for (const item of chunkItems(chunk)) {
    if (item.kind === 'dts-include') continue;
    while (at < item.from) at = markToken(work, at, item.from);
    markDirective(reader, item, (mark) => work.marks.push(mark));
    at = item.to;
  }
  while (at < reader.count) at = markToken(work, at, reader.count);
  markComments(work, chunk);
  work.marks.sort((a, b) => a.from - b.from);
  const end = work.mode + (work.parens << modeBits);
  return { chunk, marks: packMarks(work.marks), braces: packBraces(work.braces), end };
}

interface Work {
  readonly reader: ChunkReader;
  readonly marks: Mark[];
  readonly braces: BraceMark[];
  mode: number;
  parens: number;
}

function startWork(chunk: TokenChunk, state: ChunkState, next: number): Work {
  const mode = state & ((1 << modeBits) - 1);
  const reader = chunkReader(chunk, next);
  return { reader, marks: [], braces: [], mode, parens: state >> modeBits };
}

function markComments({ marks }: Work, chunk: TokenChunk): void {
  chunk.kinds.forEach((kind, index) => {
    if (kind !== TokenKind.lineComment && kind !== TokenKind.blockComment) return;
    const { start, end } = rangeInChunk(chunk, index);
    marks.push({ from: start, to: end, kind: 'comment' });
  });
}

/** Marks what begins at a token; gives the token behind it. */
function markToken(work: Work, at: number, to: number): number {
  switch (work.reader.kind(at)) {
    case TokenKind.slash:
      return markSlash(work, at, to);
    case TokenKind.ampersand:
      return markReference(work, at, to);
    case TokenKind.string:
    case TokenKind.char:
    case TokenKind.unclosed:
      put(work, at, at, 'string');
      return step(work, at);
    default:
      return startsName(work, at, to) ? markName(work, at, to) : markPlain(work, at);
  }
}

/** A word or number inside a value, or punctuation. */
function markPlain(work: Work, at: number): number {
  const { mode, parens, reader } = work;
  switch (reader.kind(at)) {
    case TokenKind.number:
      put(work, at, at, 'number');
      break;
    case TokenKind.identifier:
      if (mode === Mode.bytes) put(work, at, at, 'number');
      else if (reader.kind(at + 1) === TokenKind.colon && parens === 0) {
        put(work, at, at, 'variable', 'declaration');
        return at + 1;
      } else put(work, at, at, 'macro');
      break;
  }
  return step(work, at);
}

/** How a token moves on in the statement; gives the one behind it. */
function step(work: Work, at: number): number {
  const kind = work.reader.kind(at);
  switch (kind) {
    case TokenKind.semicolon:
    case TokenKind.openBrace:
    case TokenKind.closeBrace:
      work.mode = Mode.statement;
      work.parens = 0;
      if (kind !== TokenKind.semicolon)
        work.braces.push({ from: work.reader.start(at), isOpen: kind === TokenKind.openBrace });
      break;
    case TokenKind.equals:
      work.mode = Mode.expected;
      break;
    case TokenKind.openParen:
      if (work.parens < mostParens) work.parens++;
      break;
    case TokenKind.closeParen:
      if (work.parens > 0) work.parens--;
      break;
    default:
      if (work.mode !== Mode.statement && work.parens === 0)
        work.mode = modeBehind(work.mode, kind);
  }
  return at + 1;
}

/** The mode behind a token of a value. */
function modeBehind(mode: number, kind: number): number {
  if (mode === Mode.cells) return kind === TokenKind.greater ? Mode.given : mode;
  if (mode === Mode.bytes) return kind === TokenKind.closeBracket ? Mode.given : mode;
  if (mode === Mode.deleteNode || mode === Mode.deleteProperty) return mode;
  // The colon of a label.
  if (kind === TokenKind.colon) return mode;
  if (kind === TokenKind.less) return Mode.cells;
  if (kind === TokenKind.openBracket) return Mode.bytes;
  return kind === TokenKind.comma ? Mode.expected : Mode.given;
}

/** A name that a statement begins with, or that a deletion names. In a value, a line that looks like a statement is one. */
function startsName(work: Work, at: number, to: number): boolean {
  const { mode, reader } = work;
  if (!isNameStart(reader, at, to)) return false;
  if (mode === Mode.statement || mode >= Mode.deleteNode) return work.parens === 0;
  if (!reader.startsLine(at)) return false;
  const behind = reader.kind(nameEnd(reader, at, to));
  const isClear = behind === TokenKind.openBrace || behind === TokenKind.equals;
  return isClear || (mode === Mode.given && work.parens === 0);
}

/** A word, a number or `#word`. */
function isNameStart(reader: ChunkReader, at: number, to: number): boolean {
  const kind = reader.kind(at);
  if (kind === TokenKind.hash) return at + 1 < to && reader.touches(at + 1);
  return kind === TokenKind.identifier || kind === TokenKind.number;
}

function isNamePart(kind: number): boolean {
  switch (kind) {
    case TokenKind.identifier:
    case TokenKind.number:
    case TokenKind.comma:
    case TokenKind.dot:
    case TokenKind.plus:
    case TokenKind.minus:
    case TokenKind.hash:
    case TokenKind.question:
    case TokenKind.at:
      return true;
    default:
      return false;
  }
}

/** The token behind a name: all that touches. */
function nameEnd(reader: ChunkReader, at: number, to: number): number {
  let end = at + 1;
  while (end < to && reader.touches(end) && isNamePart(reader.kind(end))) end++;
  return end;
}

function markName(work: Work, at: number, to: number): number {
  const { mode, reader } = work;
  const end = nameEnd(reader, at, to);
  const behind = reader.kind(end);
  const isWord = end === at + 1 && reader.kind(at) === TokenKind.identifier;
  if (mode === Mode.deleteProperty) put(work, at, end - 1, 'property', 'modification');
  else if (mode === Mode.deleteNode) putNodeName(work, at, end, 'modification');
  else if (isWord && behind === TokenKind.colon) {
    work.mode = Mode.statement;
    put(work, at, at, 'variable', 'declaration');
    return end;
  } else if (behind === TokenKind.openBrace) putNodeName(work, at, end);
  else if (isWord && behind === TokenKind.openParen) {
    put(work, at, at, 'macro');
    work.mode = Mode.given;
    work.parens = 0;
    return end;
  } else put(work, at, end - 1, 'property');
  if (mode < Mode.deleteNode) {
    work.mode = Mode.statement;
    work.parens = 0;
  }
  return end;
}

/** A node's name, and its unit address as a number. */
function putNodeName(work: Work, from: number, end: number, modifier?: MarkModifier): void {
  const { reader } = work;
  let at = from;
  while (at < end && reader.kind(at) !== TokenKind.at) at++;
  if (at > from) put(work, from, at - 1, 'class', modifier);
  if (at + 1 < end) put(work, at + 1, end - 1, 'number', modifier);
}

const keywords: ReadonlySet<string> = new Set([
  'dts-v1',
  'plugin',
  'memreserve',
  'include',
  'bits',
  'incbin',
  'delete-node',
  'delete-property',
  'omit-if-no-ref',
]);

/** `/keyword/`, the root node, or a division. */
function markSlash(work: Work, at: number, to: number): number {
  const { reader } = work;
  if (reader.kind(at + 1) === TokenKind.openBrace) {
    put(work, at, at, 'class');
    return at + 1;
  }
  let end = at + 1;
  while (end < to && reader.touches(end) && isKeywordPart(reader.kind(end))) end++;
  const isClosed = end < to && reader.touches(end) && reader.kind(end) === TokenKind.slash;
  const word = isClosed ? textOf(reader, at + 1, end) : '';
  if (!keywords.has(word)) return step(work, at);
  put(work, at, end, 'keyword');
  work.mode = modeOfKeyword(word, work.mode);
  return end + 1;
}

function isKeywordPart(kind: number): boolean {
  return kind === TokenKind.identifier || kind === TokenKind.minus || kind === TokenKind.number;
}

function modeOfKeyword(word: string, mode: number): number {
  switch (word) {
    case 'delete-node':
      return Mode.deleteNode;
    case 'delete-property':
      return Mode.deleteProperty;
    case 'memreserve':
    case 'bits':
    case 'incbin':
      return Mode.expected;
    default:
      return mode;
  }
}

/** `&label`, `&{/path}`; in parentheses it is an operator. */
function markReference(work: Work, at: number, to: number): number {
  const { mode, parens, reader } = work;
  const isReference = parens === 0 && at + 1 < to && reader.touches(at + 1);
  const behind = reader.kind(at + 1);
  let last = at;
  if (isReference && behind === TokenKind.identifier) last = at + 1;
  else if (isReference && behind === TokenKind.openBrace) {
    last = at + 1;
    while (last + 1 < to && reader.touches(last + 1) && reader.kind(last) !== TokenKind.closeBrace)
      last++;
  }
  if (last === at) return step(work, at);
  const isDeleted = mode === Mode.deleteNode;
  put(work, at, last, 'variable', isDeleted ? 'modification' : undefined);
  if (mode === Mode.expected) work.mode = Mode.given;
  // At the start of a line a reference behind a finished part begins a statement.
  else if (mode === Mode.given && reader.startsLine(at)) work.mode = Mode.statement;
  return last + 1;
}

function textOf(reader: ChunkReader, from: number, to: number): string {
  let text = '';
  for (let at = from; at < to; at++) text += reader.text(at);
  return text;
}

function put(
  { marks, reader }: Work,
  first: number,
  last: number,
  kind: MarkKind,
  modifier?: MarkModifier,
): void {
  marks.push({
    from: reader.start(first),
    to: reader.end(last),
    kind,
    ...(modifier && { modifier }),
  });
}
