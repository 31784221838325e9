/** `#include`, `#include_next`, `#import` and dtc's `/include/`: finding the file and reading it in place. */
import { maxIncludeDepth, maxIncludes } from '../base/limits';
import type { TokenChunk, TokenRef } from '../lexer/token-chunk';
import type { SourceFile } from '../lexer/source-file';
import { TokenKind } from '../lexer/token-kind';
import { folderOf } from '../text/path';
import { significantText, type ChunkItem } from './chunk-items';
import { expandTokens, type ExpansionHost } from './expand-macro';
import { findInclude } from './find-include';
import { headerName } from './header-name';
import { ppTokenAt, type PpToken } from './pp-token';
import { refAt, report, type Cursor, type State } from './reading';
import type { Reading } from './visit';
import { flushText } from './step-text';
import type { FileFrame } from './token-stream';
import { onlyOnce, setMacro } from './set-macro';
import { onceName, type FileVisit, type Part } from './visit';

/** Reads a file at this point of the run, or takes over what it yielded last. */
export type ReadFile = (state: State, reading: Reading, last: FileVisit | undefined) => FileVisit;

/** Obeys `#include` and its relatives. */
export function obeyInclude(
  state: State,
  cursor: Cursor,
  chunk: TokenChunk,
  item: ChunkItem,
  host: ExpansionHost,
  read: ReadFile,
): void {
  const first = Math.min(item.from + 2, item.to - 1);
  const raw: PpToken[] = [];
  for (let at = item.from + 2; at < item.to; at++) raw.push(ppTokenAt(chunk, at));
  const isPlain = raw[0]?.kind === TokenKind.string || raw[0]?.kind === TokenKind.less;
  const header = headerName(isPlain ? raw : expandTokens(host, raw));
  const fail = (code: string, message: string) => {
    report(state, cursor, code, message, refAt(chunk, first), refAt(chunk, item.to - 1));
  };
  if (header === undefined)
    return fail('cpp/include-syntax', `#${item.name} expects "FILENAME" or <FILENAME>`);
  if (header.name === '') return fail('cpp/include-syntax', `empty filename in #${item.name}`);
  const after = item.name === 'include_next' ? folderOf(cursor.reading.path) : undefined;
  const found = findInclude(state.input, state.step.asked, header, cursor.reading.path, after);
  if (found === undefined)
    return fail(
      'cpp/include-not-found',
      `cannot find "${header.name}" beside this file or in the include paths`,
    );
  if (state.macros.has(onceName(found.file.id))) return;
  if (item.name === 'import') setMacro(state, onceName(found.file.id), onlyOnce);
  enter(state, cursor, found, refAt(chunk, first), false, fail, read);
}

/** `/include/`: dtc looks beside the file it is physically reading: the root, or the last `/include/`d file (dtc srcpos.c). */
export function obeyDtsInclude(
  state: State,
  cursor: Cursor,
  chunk: TokenChunk,
  item: ChunkItem,
  read: ReadFile,
): void {
  const at = refAt(chunk, item.to - 1);
  const name = significantText(chunk, item.to - 1).slice(1, -1);
  const from = cursor.reading.isDtsInclude ? cursor.reading.path : state.input.root.id;
  const fail = (code: string, message: string) => {
    report(state, cursor, code, message, at);
  };
  const found =
    findInclude(state.input, state.step.asked, { name, isQuoted: true }, from) ??
    findInclude(state.input, state.step.asked, { name, isQuoted: true }, state.input.root.id);
  if (found === undefined)
    return fail(
      'cpp/include-not-found',
      `cannot find "${name}" beside this file or in the include paths`,
    );
  enter(state, cursor, found, at, true, fail, read);
}

function enter(
  state: State,
  cursor: Cursor,
  found: { readonly file: SourceFile; readonly path: string },
  at: TokenRef,
  isDtsInclude: boolean,
  fail: (code: string, message: string) => void,
  read: ReadFile,
): void {
  const depth = cursor.reading.depth + 1;
  if (state.includes > maxIncludes) return;
  if (++state.includes > maxIncludes) {
    state.isVolatile = true;
    return fail(
      'cpp/include-depth',
      `more than ${maxIncludes} includes are not followed: does "${found.path}" include itself?`,
    );
  }
  if (depth >= maxIncludeDepth)
    return fail(
      'cpp/include-depth',
      `includes are nested deeper than ${maxIncludeDepth}: does "${found.path}" include itself?`,
    );
  flushText(state);
  const { step } = state;
  const parent = cursor.reading.frame;
  const frame: FileFrame = { kind: 'file', file: found.file.id, includedAt: at, parent };
  const reading = { file: found.file, path: found.path, frame, depth, isDtsInclude };
  const known = lastVisit(step.known, reading);
  const beside = known ? undefined : state.neighbour?.enter(reading);
  const last = known ?? beside;
  const visit = read(state, last ? { ...reading, frame: last.reading.frame } : reading, last);
  if (beside) state.neighbour?.leave();
  state.step = step;
  step.from = state.builder.length();
  step.parts.push({ kind: 'file', include: { at, file: found.file.id }, visit });
}

/** What the same include brought in when the step was made last. */
function lastVisit(known: readonly Part[], { frame, path }: Reading): FileVisit | undefined {
  for (const part of known) {
    if (part.kind !== 'file') continue;
    const { reading } = part.visit;
    const { at } = part.include;
    const isSamePlace = at.chunk === frame.includedAt?.chunk && at.index === frame.includedAt.index;
    if (isSamePlace && reading.path === path && reading.file.id === frame.file)
      return reading.frame.parent === frame.parent ? part.visit : undefined;
  }
  return undefined;
}
