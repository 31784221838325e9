/** Text between directives: copied as it is, macros expanded. */
import { significantTokens, type TokenChunk } from '../lexer/token-chunk';
import { isDynamic } from './dynamic-macros';
import { expandUse, type ExpansionHost } from './expand-macro';
import { ppTokenAt, type Element } from './pp-token';
import { lastRead, refAt, report, type Cursor, type State } from './reading';
import type { MacroFrame } from './token-stream';

/** Copies text up to `end`, expanding the macros in it; a use may take the cursor further than `end`. */
export function readText(
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
  if (builder.isFull()) stopReading(state, cursor, chunk);
}

function expandAt(
  state: State,
  cursor: Cursor,
  chunk: TokenChunk,
  at: number,
  host: ExpansionHost,
): void {
  const { names, flags } = significantTokens(chunk);
  const macro = host.macro(names[at] ?? '');
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
  cursor.condition = undefined;
  state.isVolatile = true;
}
