/** What macro expansion may ask of the file that is being read. */
import { significantTokens, type TokenChunk } from '../lexer/token-chunk';
import { TokenKind } from '../lexer/token-kind';
import { dynamicTokens } from './dynamic-macros';
import type { ExpansionHost } from './expand-macro';
import type { ReadFile } from './includes';
import { refOf } from './make-token';
import { ppTokenAt, type PpToken } from './pp-token';
import { isActive, lastRead, lineOf, report, type Cursor, type State } from './reading';
import { settleDirectives, textEnd } from './settle-directives';

/** Makes the host of a file. */
export function expansionHost(state: State, cursor: Cursor, readFile: ReadFile): ExpansionHost {
  const { reading } = cursor;
  const nameOf = state.input.nameOf ?? ((path: string) => path);
  const dynamic = {
    line: (token: PpToken) => {
      state.isVolatile = true;
      return lineOf(reading.file, lastRead(cursor) ?? refOf(token)) + cursor.lineShift;
    },
    fileName: () => {
      state.isPlaced = true;
      return cursor.name ?? nameOf(reading.path);
    },
    rootName: () => {
      state.isPlaced = true;
      return nameOf(state.input.root.id);
    },
    includeLevel: () => {
      state.isPlaced = true;
      return reading.depth;
    },
    counter: () => {
      state.isVolatile = true;
      return state.counter++;
    },
  };
  /** Moves to the next text token, obeying directives on the way as GCC does inside macro arguments. */
  const toText = (): TokenChunk | undefined => {
    while (cursor.chunk < reading.file.chunks.length) {
      const chunk = reading.file.chunks[cursor.chunk];
      if (chunk === undefined) break;
      state.step.end = Math.max(state.step.end, cursor.chunk + 1);
      if (settleDirectives(state, cursor, readFile)) continue;
      if (isActive(cursor)) return chunk;
      cursor.at = textEnd(chunk, cursor);
    }
    state.step.isLast = true;
    return undefined;
  };
  return {
    macro: (name) => {
      const macro = state.macros.get(name);
      if (macro !== undefined) state.step.used.add(macro);
      return macro;
    },
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
