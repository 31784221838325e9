/** A file as the core knows it: a name, its text and its tokens. Everything else is derived. */
import { memo } from '../base/memo';
import { lineIndexOf, type LineIndex } from '../text/line-index';
import { lex } from './lexer';
import type { FileId, TokenChunk } from './token-chunk';

export interface SourceFile {
  readonly id: FileId;
  readonly text: string;
  readonly chunks: readonly TokenChunk[];
}

/** Makes a source file of a text of any content. */
export function sourceFile(id: FileId, text: string): SourceFile {
  return { id, text, chunks: lex(id, text) };
}

/** Where each chunk starts in the file, in code units. */
export const chunkStarts = memo((file: SourceFile): ReadonlyMap<TokenChunk, number> => {
  const starts = new Map<TokenChunk, number>();
  let at = 0;
  for (const chunk of file.chunks) {
    starts.set(chunk, at);
    at += chunk.text.length;
  }
  return starts;
});

/** The lines of a file, put together from those of its chunks: an edit counts only what it touched anew. */
export const linesOf = memo((file: SourceFile): LineIndex => {
  const starts = [0];
  let base = 0;
  for (const chunk of file.chunks) {
    const inChunk = linesOfChunk(chunk).starts;
    for (let i = 1; i < inChunk.length; i++) starts.push(base + (inChunk[i] ?? 0));
    base += chunk.text.length;
  }
  return { starts, length: file.text.length };
});

const linesOfChunk = memo((chunk: TokenChunk): LineIndex => lineIndexOf(chunk.text));
