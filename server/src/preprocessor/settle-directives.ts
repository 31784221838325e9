/** Moving through a file's chunks: directives are obeyed where they stand. */
import { significantTokens, type TokenChunk } from '../lexer/token-chunk';
import { chunkItems, type ChunkItem } from './chunk-items';
import type { ReadFile } from './includes';
import { obey } from './obey';
import type { Cursor, State } from './reading';

/** Handles a directive at the cursor or moves to the next chunk; false when text comes next. */
export function settleDirectives(state: State, cursor: Cursor, readFile: ReadFile): boolean {
  const chunk = cursor.reading.file.chunks[cursor.chunk];
  if (chunk === undefined) return false;
  const items = itemsOf(cursor, chunk);
  const item = items[cursor.item];
  if (item !== undefined && item.from === cursor.at) {
    cursor.at = item.to;
    cursor.item++;
    obey(state, cursor, chunk, item, cursor.host(), readFile);
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

export function textEnd(chunk: TokenChunk, cursor: Cursor): number {
  return itemsOf(cursor, chunk)[cursor.item]?.from ?? significantTokens(chunk).indexes.length;
}
