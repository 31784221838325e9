/**
 * From places to files and offsets. A token that a macro made is reported where the user can change it: at the
 * argument that spells it, else at the macro's use; `related` then leads into the macro's body and up the includes.
 */
import { rangeInChunk, type FileId, type TokenRef } from '../lexer/token-chunk';
import { ordinalOf, startOfChunk, type SourceFile } from '../lexer/source-file';
import type { TextRange } from '../text/text-range';
import type { FilePlace, Place, Stretch } from './problem';
import { streamFrame, streamRef, type Frame, type Span } from './token-stream';

export interface Location {
  readonly file: FileId;
  readonly range: TextRange;
}

export interface Located extends Location {
  /** Every character of the place is spelled, in one stretch, in the file: it can be edited as text. */
  readonly isVerbatim: boolean;
  /** The macro whose use is reported, and where its body spells the token. */
  readonly macro?: { readonly name: string; readonly body?: Location };
  /** Where the file was included, innermost first. */
  readonly includedAt: readonly Location[];
}

type Files = (file: FileId) => SourceFile | undefined;

/** The place in its file; undefined when the file is gone or has changed since. */
export function locate(place: Place, files: Files): Located | undefined {
  if (isSpan(place)) return locateSpan(place, files);
  return isStretch(place) ? locateStretch(place, files) : locateFilePlace(place, files);
}

export function isSpan(place: Place): place is Span {
  return 'stream' in place;
}

export function isStretch(place: Place): place is Stretch {
  return 'head' in place;
}

function locateStretch({ head, tail }: Stretch, files: Files): Located | undefined {
  const first = locateSpan(head, files);
  const last = tail && locateSpan(tail, files);
  if (first === undefined || last === undefined) return first;
  const isOneFile = first.file === last.file && first.range.start <= last.range.end;
  const range = isOneFile ? { start: first.range.start, end: last.range.end } : first.range;
  const { file, includedAt, macro } = first;
  const isVerbatim = isOneFile && first.isVerbatim && last.isVerbatim;
  return macro === undefined
    ? { file, range, isVerbatim, includedAt }
    : { file, range, isVerbatim, macro, includedAt };
}

function locateSpan(span: Span, files: Files): Located | undefined {
  const { stream } = span;
  if (stream.length === 0) return undefined;
  if (span.from >= span.to) return locateEmpty(span, files);
  return locatePlain(span, files) ?? locateEnds(span, files);
}

/** The most common span by far: read from one chunk of a file, with no macro. Made without a thing between. */
function locatePlain({ stream, from, to }: Span, files: Files): Located | undefined {
  if (to > stream.length) return undefined;
  const piece = stream.pieces[from] ?? 0;
  const lastPiece = stream.pieces[to - 1] ?? 0;
  const chunk = stream.chunks[piece];
  const frame = stream.frames[piece];
  if (chunk === undefined || frame?.kind !== 'file' || chunk.madeAt !== undefined) return undefined;
  if (stream.chunks[lastPiece] !== chunk || stream.frames[lastPiece] !== frame) return undefined;
  const first = stream.indexes[from] ?? 0;
  const last = stream.indexes[to - 1] ?? 0;
  const file = files(chunk.file);
  const base = file && startOfChunk(file, chunk);
  if (base === undefined || last < first) return undefined;
  const start = base + (first === 0 ? 0 : (chunk.ends[first - 1] ?? 0));
  const range = { start, end: base + (chunk.ends[last] ?? 0) };
  return { file: chunk.file, range, isVerbatim: true, includedAt: includesOf(frame, files) };
}

function locateEnds(span: Span, files: Files): Located | undefined {
  const { stream } = span;
  const first = end(span, span.from, 'first', files);
  const last = end(span, span.to - 1, 'last', files);
  if (first === undefined || last === undefined) return undefined;
  const start = locationOf(first.ref, files);
  const stop = locationOf(last.ref, files);
  if (start === undefined || stop === undefined) return undefined;
  const isOneFile = start.file === stop.file && start.range.start <= stop.range.end;
  const range = isOneFile ? { start: start.range.start, end: stop.range.end } : start.range;
  const macro = first.macro && {
    name: first.macro.name,
    ...definedAt(streamRef(stream, span.from), files),
  };
  return {
    file: start.file,
    range,
    isVerbatim: isOneFile && first.macro === undefined && last.macro === undefined,
    ...(macro && { macro }),
    includedAt: includesOf(streamFrame(stream, span.from), files),
  };
}

/** An empty span is reported right behind the token before it. */
function locateEmpty(span: Span, files: Files): Located | undefined {
  const { stream } = span;
  const at = Math.min(span.from, stream.length) - 1;
  const found = locateSpan({ stream, from: Math.max(0, at), to: Math.max(0, at) + 1 }, files);
  if (found === undefined) return undefined;
  const offset = at < 0 ? found.range.start : found.range.end;
  return { ...found, range: { start: offset, end: offset } };
}

function locateFilePlace(place: FilePlace, files: Files): Located | undefined {
  const start = locationOf(place.first, files);
  const stop = locationOf(place.last, files);
  if (start === undefined) return undefined;
  const range = { start: start.range.start, end: stop?.range.end ?? start.range.end };
  return { file: start.file, range, isVerbatim: true, includedAt: includesOf(place.frame, files) };
}

/** What stands in the file for token `at`: itself, the macro argument that spells it, or the macro's use. */
function end(span: Span, at: number, which: 'first' | 'last', files: Files) {
  const frame = streamFrame(span.stream, at);
  const ref = streamRef(span.stream, at);
  if (frame === undefined || ref === undefined) return undefined;
  if (frame.kind === 'file') return { ref };
  if (isArgument(ref, frame.first, frame.last, files)) return { ref };
  return { ref: frame[which], macro: frame };
}

/** A token between the macro's name and its `)`: spelled by the user at the use itself. */
function isArgument(ref: TokenRef, first: TokenRef, last: TokenRef, files: Files): boolean {
  if (ref.chunk === first.chunk && ref.chunk === last.chunk)
    return ref.index > first.index && ref.index < last.index;
  const file = ref.chunk.file === first.chunk.file ? files(ref.chunk.file) : undefined;
  return file !== undefined && isBefore(file, first, ref) && isBefore(file, ref, last);
}

function isBefore(file: SourceFile, a: TokenRef, b: TokenRef): boolean {
  if (a.chunk === b.chunk) return a.index < b.index;
  return (ordinalOf(file, a.chunk) ?? Infinity) < (ordinalOf(file, b.chunk) ?? -1);
}

function definedAt(ref: TokenRef | undefined, files: Files): { readonly body?: Location } {
  const body = ref && locationOf(ref.chunk.madeAt ?? ref, files);
  return body ? { body } : {};
}

/** Where a token is spelled. */
export function locationOf(ref: TokenRef, files: Files): Location | undefined {
  if (ref.chunk.madeAt !== undefined) return locationOf(ref.chunk.madeAt, files);
  const file = files(ref.chunk.file);
  const base = file && startOfChunk(file, ref.chunk);
  if (base === undefined) return undefined;
  const range = rangeInChunk(ref.chunk, ref.index);
  return { file: ref.chunk.file, range: { start: base + range.start, end: base + range.end } };
}

function includesOf(frame: Frame | undefined, files: Files): readonly Location[] {
  let at = frame?.kind === 'macro' ? frame.parent : frame;
  if (at?.includedAt === undefined) return noIncludes;
  const chain: Location[] = [];
  for (; at?.includedAt !== undefined; at = at.parent) {
    const location = locationOf(at.includedAt, files);
    if (location !== undefined) chain.push(location);
  }
  return chain;
}

const noIncludes: readonly Location[] = [];
