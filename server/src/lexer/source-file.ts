/**
 * A file as the core knows it: a name, its text and its tokens. Everything else is derived. Versions of a file share
 * the chunks that they have in common, and a look-up costs as much in a long file as in a short one; only to make
 * another version takes passing over a few numbers for each chunk.
 */
import { memo, memoInside } from '../base/memo';
import { countLineEnds, lastNotAbove, lineStartsOf, type LineIndex } from '../text/line-index';
import { prefixSums, splicedSums } from '../text/prefix-sums';
import { emptyChunk, lex } from './lexer';
import { countMarks, movedCounts, type MarkCounts } from './marks';
import type { FileId, TokenChunk } from './token-chunk';

export interface SourceFile {
  readonly id: FileId;
  /** The same object for all versions that were edited from one: what is known of the last may serve the next. */
  readonly lineage: object;
  /** In order. Never empty: an empty file has one empty chunk. */
  readonly chunks: readonly TokenChunk[];
  /** Where each chunk starts, in code units; behind them the length of the text. */
  readonly starts: Uint32Array;
  /** How many line ends lie before each chunk; behind them how many there are. */
  readonly lineEnds: Uint32Array;
  readonly length: number;
  /** How many of its chunks are special. */
  readonly marks: MarkCounts;
  /** After an edit it is put together when first asked for: for a stretch of it ask `textBetween`. */
  readonly text: string;
}

/** Makes a source file of a text of any content. */
export function sourceFile(id: FileId, text: string): SourceFile {
  const chunks = lex(id, text);
  chunks.forEach(noteOrdinal);
  return new Version(id, {}, chunks, prefixSums(chunks, lengthOf), { text });
}

/** The file with the chunks from `from` to before `to` replaced. */
export function withChunks(
  file: SourceFile,
  from: number,
  to: number,
  fresh: readonly TokenChunk[],
): SourceFile {
  const { id, lineage } = file;
  const isNothingLeft = fresh.length === 0 && to - from === file.chunks.length;
  const put = isNothingLeft ? [emptyChunk(id)] : fresh;
  const chunks = splicedList(file.chunks, from, to, put);
  put.forEach((chunk, i) => {
    noteOrdinal(chunk, from + i);
  });
  const starts = splicedSums(file.starts, from, to, put, lengthOf);
  const lineEnds = splicedSums(file.lineEnds, from, to, put, lineEndsIn);
  const marks = movedCounts(file.marks, file.chunks.slice(from, to), put);
  return new Version(id, lineage, chunks, starts, { lineEnds, marks });
}

/** What is not known at once is put together when it is first asked for. */
class Version implements SourceFile {
  readonly length: number;

  constructor(
    readonly id: FileId,
    readonly lineage: object,
    readonly chunks: readonly TokenChunk[],
    readonly starts: Uint32Array,
    private readonly known: { text?: string; lineEnds?: Uint32Array; marks?: MarkCounts },
  ) {
    this.length = starts[chunks.length] ?? 0;
  }

  get text(): string {
    return (this.known.text ??= this.chunks.map((it) => it.text).join(''));
  }

  get marks(): MarkCounts {
    return (this.known.marks ??= countMarks(this.chunks));
  }

  get lineEnds(): Uint32Array {
    return (this.known.lineEnds ??= prefixSums(this.chunks, lineEndsIn));
  }
}

/** A stretch of the text; offsets beyond it are clamped. */
export function textBetween(file: SourceFile, start: number, end: number): string {
  const from = Math.max(0, start);
  const to = Math.min(end, file.length);
  if (from >= to) return '';
  const first = ordinalAt(file, from);
  let base = file.starts[first] ?? 0;
  let text = '';
  for (let i = first; i < file.chunks.length && base < to; i++) {
    const part = file.chunks[i]?.text ?? '';
    text += part.slice(Math.max(0, from - base), to - base);
    base += part.length;
  }
  return text;
}

/** Which chunk holds the character at an offset; the last one for the end of the text. */
export function ordinalAt(file: SourceFile, offset: number): number {
  return Math.min(lastNotAbove(file.starts, offset), file.chunks.length - 1);
}

/** Where a chunk starts in the file, in code units; undefined when this version of the file has it not. */
export function startOfChunk(file: SourceFile, chunk: TokenChunk): number | undefined {
  const ordinal = ordinalOf(file, chunk);
  return ordinal === undefined ? undefined : file.starts[ordinal];
}

/** Which chunk of the file it is; undefined when this version of the file has it not. */
export function ordinalOf(file: SourceFile, chunk: TokenChunk): number | undefined {
  const { chunks } = file;
  if (notedOrdinal(chunk) < 0) return undefined;
  if (chunks[notedOrdinal(chunk)] === chunk) return notedOrdinal(chunk);
  renumber(chunks);
  if (chunks[notedOrdinal(chunk)] === chunk) return notedOrdinal(chunk);
  const found = chunks.indexOf(chunk);
  return found < 0 ? undefined : found;
}

/** The lines of a file. */
export const linesOf = memo((file: SourceFile): LineIndex => {
  const { chunks, length, lineEnds, starts } = file;
  const lineCount = (lineEnds[chunks.length] ?? 0) + 1;
  const startsIn = (ordinal: number) => {
    const chunk = chunks[ordinal];
    return chunk ? lineStartsIn(chunk) : [0];
  };
  const lineStart = (line: number) => {
    if (line <= 0) return 0;
    if (line >= lineCount) return length;
    const ordinal = lastNotAbove(lineEnds, line - 1);
    return (starts[ordinal] ?? 0) + (startsIn(ordinal)[line - (lineEnds[ordinal] ?? 0)] ?? 0);
  };
  return {
    length,
    lineCount,
    lineStart,
    lineAt: (offset) => {
      const ordinal = ordinalAt(file, offset);
      const local = offset - (starts[ordinal] ?? 0);
      return (lineEnds[ordinal] ?? 0) + lastNotAbove(startsIn(ordinal), local);
    },
    positionAt: (offset) => {
      const ordinal = ordinalAt(file, offset);
      const local = offset - (starts[ordinal] ?? 0);
      const inChunk = startsIn(ordinal);
      const at = lastNotAbove(inChunk, local);
      const line = (lineEnds[ordinal] ?? 0) + at;
      // The line of the chunk's start may begin in a chunk before.
      return { line, character: at > 0 ? local - (inChunk[at] ?? 0) : offset - lineStart(line) };
    },
  };
});

function splicedList<T>(items: readonly T[], from: number, to: number, put: readonly T[]): T[] {
  if (put.length !== to - from) return items.slice(0, from).concat(put, items.slice(to));
  const list = items.slice();
  put.forEach((item, i) => {
    list[from + i] = item;
  });
  return list;
}

function lengthOf(chunk: TokenChunk): number {
  return chunk.text.length;
}

const lineStartsIn = memoInside((chunk: TokenChunk) => lineStartsOf(chunk.text));

const lineEndsIn = memoInside((chunk: TokenChunk): number => countLineEnds(chunk.text));

/** Where a chunk was found last. Another version of the file may have it elsewhere, so it is only a guess. */
const ordinalSlot: unique symbol = Symbol('ordinal');

interface Numbered {
  [ordinalSlot]?: number;
}

function noteOrdinal(chunk: object, ordinal: number): void {
  const numbered: Numbered = chunk;
  numbered[ordinalSlot] = ordinal;
}

function notedOrdinal(chunk: object): number {
  const numbered: Numbered = chunk;
  return numbered[ordinalSlot] ?? -1;
}

/** Once for each version whose chunks have moved. */
const renumber = memo((chunks: readonly TokenChunk[]): void => {
  chunks.forEach(noteOrdinal);
});
