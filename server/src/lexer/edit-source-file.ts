/**
 * A file after one edit: the chunks around the edit are cut anew, all others stay the same objects. The tokens are
 * those of a file made of the new text; only where chunks begin may differ: the lines that were edited get chunks of
 * their own, unless there are too many small ones. Nothing here takes longer in a longer file, but for copying the list
 * of chunks.
 */
import type { TextEdit } from '../text/text-range';
import { lexUntil, tokensPerChunk } from './lexer';
import { endOf, longestString, nextToken, type Scan } from './next-token';
import { hasCommentEnd, hasOpenComment, hasOpenString } from './marks';
import { ordinalAt, textBetween, withChunks, type SourceFile } from './source-file';
import { rangeInChunk, type TokenChunk } from './token-chunk';
import { TokenKind } from './token-kind';

/** Applies an edit, given in offsets of the file's text. Offsets beyond the text are clamped. */
export function editSourceFile(file: SourceFile, edit: TextEdit): SourceFile {
  const start = Math.max(0, Math.min(edit.range.start, file.length));
  const end = Math.max(start, Math.min(edit.range.end, file.length));
  const damage = damageOf(file, { range: { start, end }, newText: edit.newText });
  for (let ahead = 2; ; ahead *= 4) {
    const edited = cutAnew(file, damage, ahead);
    if (edited !== undefined) return edited;
  }
}

interface Damage {
  readonly edit: TextEdit;
  /** The chunks that hold the edit, the last one included. */
  readonly first: number;
  readonly last: number;
  /** Chunks before them with a string or a comment that may now find its end in the edit, in order. */
  readonly open: readonly number[];
}

function damageOf(file: SourceFile, edit: TextEdit): Damage {
  const { start, end } = edit.range;
  const place = ordinalAt(file, start);
  const last = ordinalAt(file, Math.max(start, end - 1));
  const isAfterCr = start === file.starts[place] && file.chunks[place - 1]?.text.endsWith('\r');
  const first = isAfterCr === true ? place - 1 : place;
  return { edit, first, last, open: openBefore(file, edit, first) };
}

function openBefore(file: SourceFile, { newText, range }: TextEdit, first: number): number[] {
  const { chunks, starts } = file;
  const open: number[] = [];
  for (let i = first - 1; i >= 0; i--) {
    const chunk = chunks[i];
    if (chunk === undefined || (starts[i + 1] ?? 0) + longestString <= range.start) break;
    if (hasOpenString(chunk)) open.push(i);
  }
  const before = textBetween(file, range.start - 1, range.start);
  const behind = textBetween(file, range.end, range.end + 1);
  if ((before + newText + behind).includes('*/')) {
    const comment = file.marks.openComments > 0 ? chunks.findIndex(hasOpenComment) : -1;
    if (comment >= 0 && comment < first) open.push(comment);
  }
  return open.sort((a, b) => a - b);
}

/** The text from the first chunk that may change to some chunks behind the edit, as it is after the edit. */
interface Window {
  readonly scan: Scan;
  /** Its first chunk; offsets count from there. */
  readonly from: number;
  /** Behind its last chunk. */
  readonly to: number;
  /** By how much the text behind the edit has moved, seen from the window's start. */
  readonly shift: number;
}

function windowOf(file: SourceFile, { edit, first, last, open }: Damage, ahead: number): Window {
  const { chunks, starts } = file;
  const from = Math.min(first, open[0] ?? first);
  const to = Math.min(last + 1 + ahead, chunks.length);
  const base = starts[from] ?? 0;
  const { start, end } = edit.range;
  const text =
    textBetween(file, base, start) + edit.newText + textBetween(file, end, starts[to] ?? 0);
  let closes: boolean | undefined;
  const scan: Scan = {
    text,
    isFileStart: from === 0,
    isFileEnd: to === chunks.length,
    closesBehind: () => (closes ??= chunks.some((it, i) => i >= to && hasCommentEnd(it))),
    noCloseFrom: Infinity,
    isUnsure: false,
  };
  return { scan, from, to, shift: edit.newText.length - (end - start) - base };
}

/** Up to this number chunks may be as small as they like; beyond it their mean counts. */
const fewChunks = 64;
/** The mean length, in code units, below which edits make no more small chunks; it begins at about 600. */
const shortChunk = 256;

/** The edited file, or undefined when that takes looking at more chunks behind the edit. */
function cutAnew(file: SourceFile, damage: Damage, ahead: number): SourceFile | undefined {
  const { from, scan, shift, to } = windowOf(file, damage, ahead);
  const { starts } = file;
  const base = starts[from] ?? 0;
  const hasRoom = file.chunks.length < fewChunks || file.length / file.chunks.length > shortChunk;
  const first = damage.open.find((it) => isOther(file, it, scan, base)) ?? damage.first;
  let next = damage.last + 1;
  const isEnd = (at: number, count: number) => {
    while ((starts[next] ?? Infinity) + shift < at) next++;
    const isEnough = count === 0 || count >= tokensPerChunk / 2 || hasRoom;
    return isEnough && next < to && (starts[next] ?? 0) + shift === at;
  };
  const start = (starts[first] ?? 0) - base;
  const { newText, range } = damage.edit;
  const fresh = { start: range.start - base, end: range.start - base + newText.length };
  const isNothingLeft = first > 0 && isEnd(start, 0);
  const cut = isNothingLeft
    ? { chunks: [], end: start }
    : lexUntil(file.id, scan, start, isEnd, hasRoom ? fresh : undefined);
  const isWhole = cut.end === scan.text.length;
  if (scan.isUnsure || (isWhole && !scan.isFileEnd)) return undefined;
  return replaced(file, first, isWhole ? to : next, cut.chunks);
}

/** Whether a string or a comment that was left open in a chunk has become another token. */
function isOther(file: SourceFile, ordinal: number, scan: Scan, base: number): boolean {
  const chunk = file.chunks[ordinal];
  const shift = (file.starts[ordinal] ?? 0) - base;
  if (chunk === undefined) return false;
  for (const [index, kind] of chunk.kinds.entries()) {
    if (kind !== TokenKind.unclosed && kind !== TokenKind.openComment) continue;
    const { start, end } = rangeInChunk(chunk, index);
    if (endOf(nextToken(scan, shift + start)) !== shift + end) return true;
  }
  return false;
}

/** The file with other chunks from `first` to before `to`; those that are as they were stay the same objects. */
function replaced(
  file: SourceFile,
  first: number,
  to: number,
  fresh: readonly TokenChunk[],
): SourceFile {
  const old = file.chunks;
  const most = Math.min(fresh.length, to - first);
  let before = 0;
  while (before < most && isAlike(old[first + before], fresh[before])) before++;
  let behind = 0;
  while (behind < most - before && isAlike(old[to - 1 - behind], fresh[fresh.length - 1 - behind]))
    behind++;
  const put = fresh.slice(before, fresh.length - behind).map(detached);
  return withChunks(file, first + before, to - behind, put);
}

function isAlike(a: TokenChunk | undefined, b: TokenChunk | undefined): boolean {
  if (a?.text !== b?.text || a?.kinds.length !== b?.kinds.length) return false;
  return (
    a === undefined || a.kinds.every((kind, i) => kind === b?.kinds[i] && a.ends[i] === b.ends[i])
  );
}

/** With a text of its own: JavaScript engines may keep a whole text alive for the sake of a piece. */
function detached(chunk: TokenChunk): TokenChunk {
  return { ...chunk, text: ` ${chunk.text}`.slice(1) };
}
