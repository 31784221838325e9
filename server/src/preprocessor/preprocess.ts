/**
 * From a root file to the tokens that dtc would read: `#include`, macros, conditionals and dtc's own `/include/`,
 * as `cpp -nostdinc -undef -D__DTS__ -x assembler-with-cpp | dtc` treats them. Never fails: what is wrong is a
 * problem, what is missing is listed, and the rest of the source is still delivered. Reads no disk.
 */
import {
  fileId,
  significantTokens,
  tokenText,
  type FileId,
  type TokenChunk,
} from '../lexer/token-chunk';
import { hasOpenComment } from '../lexer/open-ends';
import { sourceFile } from '../lexer/source-file';
import { TokenKind } from '../lexer/token-kind';
import { chunkItems, significantText, type ChunkItem } from './chunk-items';
import { macroName, obeyConditional } from './conditionals';
import { dynamicTokens, isDynamic } from './dynamic-macros';
import { expandTokens, expandUse, type ExpansionHost } from './expand-macro';
import { obeyDtsInclude, obeyInclude } from './includes';
import { objectMacro, type MacroDefinition } from './macro';
import { refOf } from './make-token';
import { ppTokenAt, type Element, type PpToken } from './pp-token';
import type { Problem } from './problem';
import {
  isActive,
  lastRead,
  lineOf,
  refAt,
  report,
  type Cursor,
  type PreprocessInput,
  type Reading,
  type ResolvedInclude,
  type State,
} from './reading';
import { createStreamBuilder } from './stream-builder';
import type { FileFrame, MacroFrame, TokenStream } from './token-stream';

export interface Preprocessed {
  readonly stream: TokenStream;
  readonly problems: readonly Problem[];
  /** Every file read, the root first, each once. */
  readonly reads: readonly FileId[];
  /** Paths that were asked for and neither given nor known to be absent. */
  readonly missing: readonly string[];
  /** Every `#include` and `/include/` that found its file. */
  readonly includes: readonly ResolvedInclude[];
  /** What is defined at the end. */
  readonly macros: ReadonlyMap<string, MacroDefinition>;
  /** Every `#define` that was obeyed, in order. */
  readonly definitions: readonly MacroDefinition[];
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
    macros: state.macros,
    definitions: state.definitions,
  };
}

function createState(input: PreprocessInput): State {
  const macros = new Map<string, MacroDefinition>();
  const all = new Map([
    ['__ASSEMBLER__', '1'],
    ['__STDC__', '1'],
    ['__STDC_HOSTED__', '1'],
    ['__DTS__', '1'],
  ]);
  for (const [name, value] of input.defines) all.set(name, value);
  for (const [name, value] of all) macros.set(name, predefined(name, value));
  return {
    input,
    builder: createStreamBuilder(),
    macros,
    definitions: [],
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
  return objectMacro(
    name,
    tokens.map((token, i) => (i === 0 ? { ...token, hasSpace: false } : token)),
  );
}

function readFile(state: State, reading: Reading): void {
  state.reads.add(reading.file.id);
  const cursor: Cursor = { reading, chunk: 0, at: 0, item: 0, conditions: [], lineShift: 0 };
  const host = (cursor.host ??= expansionHost(state, cursor));
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

/** Copies text up to `end`, expanding the macros in it; a use may take the cursor further than `end`. */
function readText(
  state: State,
  cursor: Cursor,
  chunk: TokenChunk,
  end: number,
  host: ExpansionHost,
): void {
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

function expandAt(
  state: State,
  cursor: Cursor,
  chunk: TokenChunk,
  at: number,
  host: ExpansionHost,
): void {
  const { names, flags } = significantTokens(chunk);
  const macro = state.macros.get(names[at] ?? '');
  const first = refAt(chunk, at);
  const startsLine = ((flags[at] ?? 0) & 2) !== 0;
  if (macro?.parameters !== undefined && !host.isOpenParenNext()) {
    state.builder.copy(chunk, at, at + 1, cursor.reading.frame);
    return;
  }
  const elements: Element[] = [];
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
  report(
    state,
    cursor,
    'cpp/token-limit',
    'the source holds more tokens than this tool reads; the rest is left out',
    refAt(chunk, cursor.at - 1),
  );
  cursor.chunk = cursor.reading.file.chunks.length;
  cursor.conditions.length = 0;
}

function expansionHost(state: State, cursor: Cursor): ExpansionHost {
  const { reading } = cursor;
  const nameOf = state.input.nameOf ?? ((path: string) => path);
  const dynamic = {
    line: (token: PpToken) =>
      lineOf(reading.file, lastRead(cursor) ?? refOf(token)) + cursor.lineShift,
    get fileName() {
      return cursor.name ?? nameOf(reading.path);
    },
    get rootName() {
      return nameOf(state.input.root.id);
    },
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

/** Obeys one directive. In skipped text only conditionals count. */
function obey(state: State, cursor: Cursor, chunk: TokenChunk, item: ChunkItem): void {
  const host = (cursor.host ??= expansionHost(state, cursor));
  if (item.kind === 'line-marker') return;
  if (item.kind === 'dts-include') {
    if (isActive(cursor)) obeyDtsInclude(state, cursor, chunk, item, readFile);
    return;
  }
  if (obeyConditional(state, cursor, chunk, item, host) || !isActive(cursor)) return;
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
      return obeyInclude(state, cursor, chunk, item, host, readFile);
    case 'error':
    case 'warning': {
      const message = directiveText(chunk, item);
      return report(
        state,
        cursor,
        `cpp/${item.name}`,
        message,
        refAt(chunk, item.from),
        refAt(chunk, item.to - 1),
      );
    }
    case 'line':
      return obeyLine(state, cursor, chunk, item, host);
    case 'pragma':
      if (significantText(chunk, item.from + 2) === 'once' && item.to > item.from + 2)
        state.once.add(cursor.reading.file.id);
      return;
  }
}

/** `#line 12 "name"`: what `__LINE__` and `__FILE__` say from the next line on. */
function obeyLine(
  state: State,
  cursor: Cursor,
  chunk: TokenChunk,
  item: ChunkItem,
  host: ExpansionHost,
): void {
  const raw: PpToken[] = [];
  for (let at = item.from + 2; at < item.to; at++) raw.push(ppTokenAt(chunk, at));
  const [number, name] = expandTokens(host, raw);
  if (
    number === undefined ||
    !/^[0-9]+$/.test(number.text) ||
    (name && name.kind !== TokenKind.string)
  ) {
    const message =
      'expected a decimal line number and, if any, a file name in quotes behind #line';
    return report(state, cursor, 'cpp/line', message, refAt(chunk, item.from));
  }
  cursor.lineShift =
    parseInt(number.text, 10) - lineOf(cursor.reading.file, refAt(chunk, item.from)) - 1;
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
  const result = item.definition;
  if (result === undefined) return;
  if ('message' in result)
    return report(state, cursor, result.code, result.message, refAt(chunk, result.at));
  state.macros.set(result.definition.name, result.definition);
  state.definitions.push(result.definition);
}

/** Conditionals and comments that the file leaves open. */
function reportOpenEnds(state: State, cursor: Cursor): void {
  for (const { name, at } of cursor.conditions)
    report(state, cursor, 'cpp/unterminated-condition', `unterminated #${name}: add #endif`, at);
  const { chunks } = cursor.reading.file;
  const chunk = chunks.find(hasOpenComment);
  if (chunk === undefined) return;
  report(
    state,
    cursor,
    'cpp/unterminated-comment',
    'unterminated comment: cpp loses everything below it, add */',
    { chunk, index: chunk.kinds.indexOf(TokenKind.openComment) },
  );
}
