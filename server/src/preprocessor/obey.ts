/** Directives other than conditionals: what each does to the run (GCC libcpp directives.cc). */
import { significantTokens, tokenText, type TokenChunk } from '../lexer/token-chunk';
import { TokenKind } from '../lexer/token-kind';
import { significantText, type ChunkItem } from './chunk-items';
import { macroName, obeyConditional } from './conditionals';
import { expandTokens, type ExpansionHost } from './expand-macro';
import { obeyDtsInclude, obeyInclude, type ReadFile } from './includes';
import { ppTokenAt, type PpToken } from './pp-token';
import { isActive, lineOf, refAt, report, type Cursor, type State } from './reading';
import { onlyOnce, setMacro } from './set-macro';
import { onceName } from './visit';

/** Obeys one directive. In skipped text only conditionals count. */
export function obey(
  state: State,
  cursor: Cursor,
  chunk: TokenChunk,
  item: ChunkItem,
  host: ExpansionHost,
  readFile: ReadFile,
): void {
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
      if (name !== undefined && state.macros.has(name)) setMacro(state, name, undefined);
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
        setMacro(state, onceName(cursor.reading.file.id), onlyOnce);
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
  state.isVolatile = true;
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
  setMacro(state, result.definition.name, result.definition);
}
