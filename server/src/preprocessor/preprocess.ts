/**
 * From a root file to the tokens that dtc would read: `#include`, macros, conditionals and dtc's own `/include/`,
 * as `cpp -nostdinc -undef -D__DTS__ -x assembler-with-cpp | dtc` treats them. Never fails: what is wrong is a
 * problem, what is missing is listed, and the rest of the source is still delivered. Reads no disk.
 */
import { maxIncludeDepth } from '../base/limits';
import {
  fileId,
  significantTokens,
  tokenText,
  type FileId,
  type TokenChunk,
  type TokenRef,
} from '../lexer/token-chunk';
import { chunkStarts, linesOf, sourceFile, type SourceFile } from '../lexer/source-file';
import { TokenKind } from '../lexer/token-kind';
import { positionAt } from '../text/line-index';
import { folderOf } from '../text/path';
import { chunkItems, significantText, type ChunkItem } from './chunk-items';
import { evaluateCondition } from './condition';
import { dynamicTokens, isDynamic } from './dynamic-macros';
import { expandTokens, expandUse, type ExpansionHost } from './expand-macro';
import { findInclude, type IncludeSearch } from './find-include';
import { objectMacro, readDefine, type MacroDefinition } from './macro';
import { makeTokens, refOf } from './make-token';
import { ppTokenAt, type PpToken } from './pp-token';
import type { Problem } from './problem';
import { preprocessorCodes } from './problem-codes';
import { createStreamBuilder, type StreamBuilder } from './stream-builder';
import type { FileFrame, MacroFrame, TokenStream } from './token-stream';

export interface PreprocessInput extends IncludeSearch {
  readonly root: SourceFile;
  /** `-D`: name to replacement text; an empty text defines it as nothing. */
  readonly defines: ReadonlyMap<string, string>;
  /** How `__FILE__` spells a path; the path itself when absent. */
  readonly nameOf?: (path: string) => string;
}

export interface Preprocessed {
  readonly stream: TokenStream;
  readonly problems: readonly Problem[];
  /** Every file read, the root first, each once. */
  readonly reads: readonly FileId[];
  /** Paths that were asked for and neither given nor known to be absent. */
  readonly missing: readonly string[];
  /** Every `#include` and `/include/` that found its file. */
  readonly includes: readonly ResolvedInclude[];
  /** Definitions at the end, and every other one that was ever made: for hovers and completion. */
  readonly macros: ReadonlyMap<string, MacroDefinition>;
}

export interface ResolvedInclude {
  /** The token that spells the file's name. */
  readonly at: TokenRef;
  readonly file: FileId;
}

/** Preprocesses one context. */
export function preprocess(input: PreprocessInput): Preprocessed {
  const state = createState(input);
  const frame: FileFrame = { kind: 'file', file: input.root.id };
  readFile(state, { file: input.root, path: input.root.id, frame, depth: 0, isDtsInclude: false });
  return {
    stream: state.builder.build(),
    problems: state.problems,
    reads: [...state.reads],
    missing: [...state.missing],
    includes: state.includes,
    macros: state.everDefined,
  };
}

interface State {
  readonly input: PreprocessInput;
  readonly builder: StreamBuilder;
  readonly macros: Map<string, MacroDefinition>;
  readonly everDefined: Map<string, MacroDefinition>;
  readonly problems: Problem[];
  readonly reads: Set<FileId>;
  readonly missing: Set<string>;
  readonly once: Set<FileId>;
  readonly includes: ResolvedInclude[];
  counter: number;
}

function createState(input: PreprocessInput): State {
  const macros = new Map<string, MacroDefinition>();
  const all = new Map([['__ASSEMBLER__', '1'], ['__STDC__', '1'], ['__STDC_HOSTED__', '1'], ['__DTS__', '1']]);
  for (const [name, value] of input.defines) all.set(name, value);
  for (const [name, value] of all) macros.set(name, predefined(name, value));
  return {
    input,
    builder: createStreamBuilder(),
    macros,
    everDefined: new Map(macros),
    problems: [],
    reads: new Set(),
    missing: new Set(),
    once: new Set(),
    includes: [],
    counter: 0,
  };
}

function predefined(name: string, value: string): MacroDefinition {
  const { chunks } = sourceFile(fileId('<command-line>'), value);
  const tokens = chunks.flatMap((chunk) =>
    Array.from(significantTokens(chunk).indexes, (_, at) => ppTokenAt(chunk, at)),
  );
  return objectMacro(name, tokens.map((token, i) => (i === 0 ? { ...token, hasSpace: false } : token)));
}

/** One file being read. */
interface Reading {
  readonly file: SourceFile;
  /** The path as it was spelled: relative includes start from its folder. */
  readonly path: string;
  readonly frame: FileFrame;
  readonly depth: number;
  /** Read by dtc itself: no macros, no directives. */
  readonly isDtsInclude: boolean;
}

interface Cursor {
  readonly reading: Reading;
  chunk: number;
  /** Significant token of the chunk. */
  at: number;
  /** The chunk's next directive. */
  item: number;
  readonly conditions: Condition[];
  /** What `#line` made of the numbering: added to each line, and the file's name. */
  lineShift: number;
  name: string;
}

interface Condition {
  /** Text is read now. */
  isActive: boolean;
  /** A branch has been taken, or the whole is inside skipped text. */
  isDone: boolean;
  elseAt?: TokenRef;
  readonly at: TokenRef;
  readonly name: string;
}

function readFile(state: State, reading: Reading): void {
  state.reads.add(reading.file.id);
  const name = state.input.nameOf?.(reading.path) ?? reading.path;
  const cursor: Cursor = { reading, chunk: 0, at: 0, item: 0, conditions: [], lineShift: 0, name };
  const host = expansionHost(state, cursor);
  while (cursor.chunk < reading.file.chunks.length) {
    const chunk = reading.file.chunks[cursor.chunk];
    if (chunk === undefined) break;
    if (settleDirectives(state, cursor)) continue;
    const end = textEnd(chunk, cursor);
    if (!isActive(cursor)) cursor.at = end;
    else if (reading.isDtsInclude) {
      state.builder.copy(chunk, cursor.at, end, reading.frame);
      cursor.at = end;
    } else readText(state, cursor, chunk, end, host);
  }
  reportOpenEnds(state, cursor);
}

/** Handles a directive at the cursor or moves to the next chunk; false when text comes next. */
function settleDirectives(state: State, cursor: Cursor): boolean {
  const chunk = cursor.reading.file.chunks[cursor.chunk];
  if (chunk === undefined) return false;
  const items = itemsOf(cursor, chunk);
  const item = items[cursor.item];
  if (item !== undefined && item.from === cursor.at) {
    cursor.at = item.to;
    cursor.item++;
    obey(state, cursor, chunk, item);
    return true;
  }
  if (cursor.at < significantTokens(chunk).indexes.length) return false;
  cursor.chunk++;
  cursor.at = 0;
  cursor.item = 0;
  return true;
}

/** dtc itself knows only `/include/` and line markers. */
function itemsOf(cursor: Cursor, chunk: TokenChunk): readonly ChunkItem[] {
  const items = chunkItems(chunk);
  return cursor.reading.isDtsInclude ? items.filter((it) => it.kind !== 'directive') : items;
}

function textEnd(chunk: TokenChunk, cursor: Cursor): number {
  return itemsOf(cursor, chunk)[cursor.item]?.from ?? significantTokens(chunk).indexes.length;
}

function isActive(cursor: Cursor): boolean {
  return cursor.conditions[cursor.conditions.length - 1]?.isActive ?? true;
}

/** Copies text up to `end`, expanding the macros in it; a use may take the cursor further than `end`. */
function readText(state: State, cursor: Cursor, chunk: TokenChunk, end: number, host: ExpansionHost): void {
  const { names } = significantTokens(chunk);
  const { builder, macros } = state;
  const { frame } = cursor.reading;
  for (let at = cursor.at; at < end; at++) {
    const name = names[at];
    if (name === undefined || !(macros.has(name) || isDynamic(name))) continue;
    builder.copy(chunk, cursor.at, at, frame);
    cursor.at = at + 1;
    expandAt(state, cursor, chunk, at, host);
    return;
  }
  builder.copy(chunk, cursor.at, end, frame);
  cursor.at = end;
  if (builder.isFull) stopReading(state, cursor, chunk);
}

function expandAt(state: State, cursor: Cursor, chunk: TokenChunk, at: number, host: ExpansionHost): void {
  const { names, flags } = significantTokens(chunk);
  const macro = state.macros.get(names[at] ?? '');
  const first = refAt(chunk, at);
  const startsLine = ((flags[at] ?? 0) & 2) !== 0;
  if (macro?.parameters !== undefined && !host.isOpenParenNext()) {
    state.builder.copy(chunk, at, at + 1, cursor.reading.frame);
    return;
  }
  const elements: Parameters<Parameters<typeof expandUse>[2]>[0][] = [];
  expandUse(host, ppTokenAt(chunk, at), (element) => elements.push(element));
  const frame: MacroFrame = {
    kind: 'macro',
    name: names[at] ?? '',
    first,
    last: lastRead(cursor) ?? first,
    parent: cursor.reading.frame,
  };
  let isFirst = startsLine;
  for (const element of elements) {
    state.builder.add(element, frame, isFirst && element.kind >= 0);
    if (element.kind >= 0) isFirst = false;
  }
}

function stopReading(state: State, cursor: Cursor, chunk: TokenChunk): void {
  report(state, cursor, 'cpp/token-limit', 'the source holds more tokens than this tool reads; the rest is left out', refAt(chunk, cursor.at - 1));
  cursor.chunk = cursor.reading.file.chunks.length;
  cursor.conditions.length = 0;
}

/** The token right before the cursor. */
function lastRead(cursor: Cursor): TokenRef | undefined {
  const chunk = cursor.reading.file.chunks[cursor.chunk];
  return chunk && cursor.at > 0 ? refAt(chunk, cursor.at - 1) : undefined;
}

function refAt(chunk: TokenChunk, at: number): TokenRef {
  return { chunk, index: significantTokens(chunk).indexes[at] ?? 0 };
}

function expansionHost(state: State, cursor: Cursor): ExpansionHost {
  const { reading } = cursor;
  const nameOf = state.input.nameOf ?? ((path: string) => path);
  const dynamic = {
    line: (token: PpToken) => lineOf(reading.file, lastRead(cursor) ?? refOf(token)) + cursor.lineShift,
    get fileName() {
      return cursor.name;
    },
    rootName: nameOf(state.input.root.id),
    includeLevel: reading.depth,
    counter: () => state.counter++,
  };
  /** Moves to the next text token, obeying directives on the way as GCC does inside macro arguments. */
  const toText = (): TokenChunk | undefined => {
    while (cursor.chunk < reading.file.chunks.length) {
      const chunk = reading.file.chunks[cursor.chunk];
      if (chunk === undefined) return undefined;
      if (settleDirectives(state, cursor)) continue;
      if (isActive(cursor)) return chunk;
      cursor.at = textEnd(chunk, cursor);
    }
    return undefined;
  };
  return {
    macro: (name) => state.macros.get(name),
    dynamic: (_, token) => dynamicTokens(dynamic, token),
    next: () => {
      const chunk = toText();
      return chunk && ppTokenAt(chunk, cursor.at++);
    },
    isOpenParenNext: () => isOpenParenAhead(cursor, toText),
    problem: (code, message, at) => {
      report(state, cursor, code, message, at.chunk.madeAt ?? refOf(at));
    },
  };
}

/** Looks for `(` without leaving the chunk unless only blanks remain in it. */
function isOpenParenAhead(cursor: Cursor, toText: () => TokenChunk | undefined): boolean {
  const chunk = toText();
  if (chunk === undefined) return false;
  return chunk.kinds[significantTokens(chunk).indexes[cursor.at] ?? 0] === TokenKind.openParen;
}

function lineOf(file: SourceFile, ref: TokenRef): number {
  const base = chunkStarts(file).get(ref.chunk) ?? 0;
  const start = ref.index === 0 ? 0 : (ref.chunk.ends[ref.index - 1] ?? 0);
  return positionAt(linesOf(file), base + start).line + 1;
}

/** Obeys one directive. In skipped text only conditionals count. */
function obey(state: State, cursor: Cursor, chunk: TokenChunk, item: ChunkItem): void {
  if (item.kind === 'line-marker') return;
  if (item.kind === 'dts-include') {
    if (isActive(cursor)) obeyDtsInclude(state, cursor, chunk, item);
    return;
  }
  if (obeyConditional(state, cursor, chunk, item) || !isActive(cursor)) return;
  switch (item.name) {
    case 'define':
      return define(state, cursor, chunk, item);
    case 'undef': {
      const name = macroName(state, cursor, chunk, item);
      if (name !== undefined) state.macros.delete(name);
      return;
    }
    case 'include':
    case 'include_next':
    case 'import':
      return obeyInclude(state, cursor, chunk, item);
    case 'error':
    case 'warning': {
      const message = directiveText(chunk, item);
      return report(state, cursor, `cpp/${item.name}`, message, refAt(chunk, item.from), refAt(chunk, item.to - 1));
    }
    case 'line':
      return obeyLine(state, cursor, chunk, item);
    case 'pragma':
      if (significantText(chunk, item.from + 2) === 'once' && item.to > item.from + 2) state.once.add(cursor.reading.file.id);
      return;
  }
}

/** `#line 12 "name"`: what `__LINE__` and `__FILE__` say from the next line on. */
function obeyLine(state: State, cursor: Cursor, chunk: TokenChunk, item: ChunkItem): void {
  const raw: PpToken[] = [];
  for (let at = item.from + 2; at < item.to; at++) raw.push(ppTokenAt(chunk, at));
  const [number, name] = expandTokens(expansionHost(state, cursor), raw);
  if (number?.kind !== TokenKind.number) return;
  cursor.lineShift = parseInt(number.text, 10) - lineOf(cursor.reading.file, refAt(chunk, item.from)) - 1;
  if (name?.kind === TokenKind.string) cursor.name = name.text.slice(1, -1);
}

function directiveText(chunk: TokenChunk, item: ChunkItem): string {
  const { indexes } = significantTokens(chunk);
  const start = indexes[item.from] ?? 0;
  const last = indexes[item.to - 1] ?? start;
  let text = '';
  for (let i = start; i <= last; i++) text += tokenText(chunk, i);
  return text.replace(/\s+/g, ' ');
}

function define(state: State, cursor: Cursor, chunk: TokenChunk, item: ChunkItem): void {
  const result = readDefineOnce(chunk, item);
  if ('message' in result) return report(state, cursor, result.code, result.message, refAt(chunk, result.at));
  state.macros.set(result.definition.name, result.definition);
  state.everDefined.set(result.definition.name, result.definition);
}

const definitionsOf = new WeakMap<ChunkItem, ReturnType<typeof readDefine>>();

function readDefineOnce(chunk: TokenChunk, item: ChunkItem): ReturnType<typeof readDefine> {
  const known = definitionsOf.get(item) ?? readDefine(chunk, item);
  definitionsOf.set(item, known);
  return known;
}

/** The macro name of `#undef`, `#ifdef` and their like; undefined after telling the user. */
function macroName(state: State, cursor: Cursor, chunk: TokenChunk, item: ChunkItem): string | undefined {
  const name = item.from + 2 < item.to ? significantTokens(chunk).names[item.from + 2] : undefined;
  if (name !== undefined) return name;
  const message =
    item.from + 2 < item.to ? 'macro names must be identifiers' : `no macro name given in #${item.name} directive`;
  report(state, cursor, 'cpp/define-name', message, refAt(chunk, Math.min(item.from + 2, item.to - 1)));
  return undefined;
}

/** Handles `#if` and its family; false when the directive is another one. */
function obeyConditional(state: State, cursor: Cursor, chunk: TokenChunk, item: ChunkItem): boolean {
  const { conditions } = cursor;
  const top = conditions[conditions.length - 1];
  const at = refAt(chunk, item.from);
  const open = (isTrue: () => boolean) => {
    const outer = isActive(cursor);
    const taken = outer && isTrue();
    conditions.push({ isActive: taken, isDone: taken || !outer, at, name: item.name });
  };
  const branch = (isTrue: () => boolean) => {
    if (top === undefined) return report(state, cursor, 'cpp/stray-directive', `#${item.name} without #if`, at);
    if (top.elseAt !== undefined) {
      report(state, cursor, 'cpp/stray-directive', `#${item.name} after #else`, at);
      top.isActive = false;
      return;
    }
    top.isActive = !top.isDone && isTrue();
    if (top.isActive) top.isDone = true;
    if (item.name === 'else') top.elseAt = at;
  };
  const isDefined = () => {
    const name = macroName(state, cursor, chunk, item);
    return name !== undefined && (state.macros.has(name) || isDynamic(name));
  };
  switch (item.name) {
    case 'if':
      open(() => condition(state, cursor, chunk, item));
      return true;
    case 'ifdef':
      open(isDefined);
      return true;
    case 'ifndef':
      open(() => !isDefined());
      return true;
    case 'elif':
      branch(() => condition(state, cursor, chunk, item));
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
      if (conditions.pop() === undefined) report(state, cursor, 'cpp/stray-directive', '#endif without #if', at);
      return true;
  }
  return false;
}

function condition(state: State, cursor: Cursor, chunk: TokenChunk, item: ChunkItem): boolean {
  const host = expansionHost(state, cursor);
  const raw: PpToken[] = [];
  for (let at = item.from + 2; at < item.to; at++) raw.push(ppTokenAt(chunk, at));
  const asked = answerQueries(state, cursor, raw);
  const result = evaluateCondition(answerQueries(state, cursor, expandTokens(host, asked, true)), item.name);
  if ('value' in result) return result.value;
  const place = result.at ? (result.at.chunk.madeAt ?? refOf(result.at)) : refAt(chunk, item.from + 1);
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
    if (token.text === 'defined' && name?.kind === TokenKind.identifier) {
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
  return name !== undefined && findInclude(state.input, state.missing, name, cursor.reading.path) !== undefined;
}

/** The file that `"x"` or `<x>` names. */
function headerName(tokens: readonly PpToken[]): { readonly name: string; readonly isQuoted: boolean } | undefined {
  const [first] = tokens;
  if (first?.kind === TokenKind.string) return { name: first.text.slice(1, -1), isQuoted: true };
  if (first?.kind !== TokenKind.less) return undefined;
  const close = tokens.findIndex((it) => it.kind === TokenKind.greater);
  if (close < 0) return undefined;
  const name = tokens.slice(1, close).map((it, i) => (i > 0 && it.hasSpace ? ' ' : '') + it.text).join('');
  return { name, isQuoted: false };
}

function obeyInclude(state: State, cursor: Cursor, chunk: TokenChunk, item: ChunkItem): void {
  const first = Math.min(item.from + 2, item.to - 1);
  const raw: PpToken[] = [];
  for (let at = item.from + 2; at < item.to; at++) raw.push(ppTokenAt(chunk, at));
  const isPlain = raw[0]?.kind === TokenKind.string || raw[0]?.kind === TokenKind.less;
  const header = headerName(isPlain ? raw : expandTokens(expansionHost(state, cursor), raw));
  const fail = (code: string, message: string) => {
    report(state, cursor, code, message, refAt(chunk, first), refAt(chunk, item.to - 1));
  };
  if (header === undefined) return fail('cpp/include-syntax', `#${item.name} expects "FILENAME" or <FILENAME>`);
  if (header.name === '') return fail('cpp/include-syntax', `empty filename in #${item.name}`);
  const after = item.name === 'include_next' ? folderOf(cursor.reading.path) : undefined;
  const found = findInclude(state.input, state.missing, header, cursor.reading.path, after);
  if (found === undefined)
    return fail('cpp/include-not-found', `cannot find "${header.name}" beside this file or in the include paths`);
  if (state.once.has(found.file.id)) return;
  if (item.name === 'import') state.once.add(found.file.id);
  enter(state, cursor, found, refAt(chunk, first), false, fail);
}

/** dtc looks beside the file it is physically reading: the root, or the last `/include/`d file (dtc srcpos.c). */
function obeyDtsInclude(state: State, cursor: Cursor, chunk: TokenChunk, item: ChunkItem): void {
  const at = refAt(chunk, item.to - 1);
  const name = significantText(chunk, item.to - 1).slice(1, -1);
  const from = cursor.reading.isDtsInclude ? cursor.reading.path : state.input.root.id;
  const fail = (code: string, message: string) => {
    report(state, cursor, code, message, at);
  };
  const found =
    findInclude(state.input, state.missing, { name, isQuoted: true }, from) ??
    findInclude(state.input, state.missing, { name, isQuoted: true }, state.input.root.id);
  if (found === undefined)
    return fail('cpp/include-not-found', `cannot find "${name}" beside this file or in the include paths`);
  enter(state, cursor, found, at, true, fail);
}

function enter(
  state: State,
  cursor: Cursor,
  found: { readonly file: SourceFile; readonly path: string },
  at: TokenRef,
  isDtsInclude: boolean,
  fail: (code: string, message: string) => void,
): void {
  const depth = cursor.reading.depth + 1;
  state.includes.push({ at, file: found.file.id });
  if (depth >= maxIncludeDepth)
    return fail('cpp/include-depth', `includes are nested deeper than ${maxIncludeDepth}: does "${found.path}" include itself?`);
  const parent = cursor.reading.frame;
  const frame: FileFrame = { kind: 'file', file: found.file.id, includedAt: at, parent };
  readFile(state, { file: found.file, path: found.path, frame, depth, isDtsInclude });
}

/** Conditionals and comments that the file leaves open. */
function reportOpenEnds(state: State, cursor: Cursor): void {
  for (const { name, at } of cursor.conditions)
    report(state, cursor, 'cpp/unterminated-condition', `unterminated #${name}: add #endif`, at);
  const { chunks } = cursor.reading.file;
  const chunk = chunks[chunks.length - 1];
  const index = (chunk?.kinds.length ?? 0) - 1;
  if (chunk === undefined || chunk.kinds[index] !== TokenKind.blockComment) return;
  const text = tokenText(chunk, index);
  if (text.length >= 4 && text.endsWith('*/')) return;
  report(state, cursor, 'cpp/unterminated-comment', 'unterminated comment: everything below it is lost, add */', { chunk, index });
}

function report(state: State, cursor: Cursor, code: string, message: string, first: TokenRef, last = first): void {
  const severity = preprocessorCodes[code]?.severity ?? 'error';
  state.problems.push({ code, severity, message, at: { first, last, frame: cursor.reading.frame } });
}
