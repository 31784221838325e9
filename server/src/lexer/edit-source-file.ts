/**
 * A file after one edit: the chunks around the edit are cut anew, all others stay the same objects. The tokens are
 * those of a file made of the new text; only where chunks begin may differ.
 */
import { memo } from '../base/memo';
import type { TextEdit } from '../text/text-range';
import { lex, longestString } from './lexer';
import type { SourceFile } from './source-file';
import type { TokenChunk } from './token-chunk';
import { TokenKind } from './token-kind';

/** Applies an edit, given in offsets of the file's text. Offsets beyond the text are clamped. */
export function editSourceFile(file: SourceFile, { range, newText }: TextEdit): SourceFile {
  const from = Math.max(0, Math.min(range.start, file.text.length));
  const to = Math.max(from, Math.min(range.end, file.text.length));
  const text = file.text.slice(0, from) + newText + file.text.slice(to);
  const { chunks, id } = file;
  const first = firstChunk(chunks, from);
  const grown = text.length - file.text.length;
  let last = chunkAt(chunks, Math.max(from, to - 1));
  for (let more = 1; ; more *= 2) {
    const end = last.start + (chunks[last.index]?.text.length ?? 0) + grown;
    const isRest = last.index >= chunks.length - 1;
    const slice = detached(text.slice(first.start, isRest ? undefined : end));
    const fresh = lex(id, slice).filter((it) => it.text !== '');
    if (isRest || isComplete(fresh, slice.length)) {
      const all = [...chunks.slice(0, first.index), ...fresh, ...chunks.slice(last.index + 1)];
      return { id, text, chunks: all.length > 0 ? all : lex(id, '') };
    }
    last = moved(chunks, last, more);
  }
}

/** A copy of a piece of text: JavaScript engines may keep the whole text alive for the sake of a piece. */
function detached(piece: string): string {
  return ` ${piece}`.slice(1);
}

interface ChunkPlace {
  readonly index: number;
  /** Its first code unit. */
  readonly start: number;
}

/** The chunk that holds an offset; the last one for the end of the text. */
function chunkAt(chunks: readonly TokenChunk[], offset: number): ChunkPlace {
  let start = 0;
  for (const [index, chunk] of chunks.entries()) {
    const end = start + chunk.text.length;
    if (offset < end || index === chunks.length - 1) return { index, start };
    start = end;
  }
  return { index: 0, start: 0 };
}

/** The chunk where cutting must begin: an unclosed string before the edit may now find its quote behind it. */
function firstChunk(chunks: readonly TokenChunk[], offset: number): ChunkPlace {
  const place = chunkAt(chunks, offset);
  let first = place;
  let { start } = place;
  for (let index = place.index - 1; index >= 0; index--) {
    const chunk = chunks[index];
    if (chunk === undefined || start < offset - longestString) break;
    start -= chunk.text.length;
    if (hasUnclosedString(chunk)) first = { index, start };
  }
  return first;
}

function moved(
  chunks: readonly TokenChunk[],
  { index, start }: ChunkPlace,
  by: number,
): ChunkPlace {
  const to = Math.min(index + by, chunks.length - 1);
  let at = start;
  for (let i = index; i < to; i++) at += chunks[i]?.text.length ?? 0;
  return { index: to, start: at };
}

/** Whether the tokens of a slice are final, whatever follows it. */
function isComplete(chunks: readonly TokenChunk[], length: number): boolean {
  const last = chunks[chunks.length - 1];
  if (last === undefined) return true;
  if (last.kinds[last.kinds.length - 1] !== TokenKind.newline) return false;
  let start = 0;
  for (const chunk of chunks) {
    const unclosed = hasUnclosedString(chunk);
    start += chunk.text.length;
    if (unclosed && length - start < longestString) return false;
  }
  return true;
}

const hasUnclosedString = memo((chunk: TokenChunk): boolean => {
  const at = chunk.kinds.indexOf(TokenKind.unclosed);
  return at >= 0;
});
