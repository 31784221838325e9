/**
 * What is special about a chunk: what it leaves open or might close, where an edit elsewhere in the file can change its
 * tokens, and whether it speaks to this tool. Most files have none of it, which a count of the chunks tells at once.
 */
import { memoInside } from '../base/memo';
import { tokenText, type TokenChunk } from './token-chunk';
import { TokenKind } from './token-kind';

/** A string was left open, which may find its end in another line. */
export function hasOpenString(chunk: TokenChunk): boolean {
  return (marksOf(chunk) & openString) !== 0;
}

/** A comment was left open: the file has no end of a comment behind it. */
export function hasOpenComment(chunk: TokenChunk): boolean {
  return (marksOf(chunk) & openComment) !== 0;
}

/** A star and a slash stand together: behind an open comment they would end it. */
export function hasCommentEnd(chunk: TokenChunk): boolean {
  return (marksOf(chunk) & commentEnd) !== 0;
}

/** A comment in it may speak to this tool. */
export function hasRemark(chunk: TokenChunk): boolean {
  return (marksOf(chunk) & remark) !== 0;
}

/** An include may stand in it. */
export function mayInclude(chunk: TokenChunk): boolean {
  return (marksOf(chunk) & include) !== 0;
}

/** How many chunks of a file have a mark. */
export interface MarkCounts {
  readonly openComments: number;
  readonly remarks: number;
  readonly includes: number;
}

/** Counts the marks of chunks. */
export function countMarks(chunks: readonly TokenChunk[]): MarkCounts {
  let openComments = 0;
  let remarks = 0;
  let includes = 0;
  for (const it of chunks) {
    if (hasOpenComment(it)) openComments++;
    if (hasRemark(it)) remarks++;
    if (mayInclude(it)) includes++;
  }
  return { openComments, remarks, includes };
}

/** The counts after some chunks were replaced by others. */
export function movedCounts(
  counts: MarkCounts,
  gone: readonly TokenChunk[],
  fresh: readonly TokenChunk[],
): MarkCounts {
  const [less, more] = [countMarks(gone), countMarks(fresh)];
  return {
    openComments: counts.openComments - less.openComments + more.openComments,
    remarks: counts.remarks - less.remarks + more.remarks,
    includes: counts.includes - less.includes + more.includes,
  };
}

const openString = 1;
const openComment = 2;
const commentEnd = 4;
const remark = 8;
const include = 16;

const marksOf = memoInside((chunk: TokenChunk): number => {
  const { kinds, text } = chunk;
  let found = text.includes('*/') ? commentEnd : 0;
  if (text.includes('dts-chosen:')) found |= remark;
  if (text.includes('include')) found |= include;
  for (let i = 0; i < kinds.length; i++) {
    if (kinds[i] === TokenKind.openComment) found |= openComment;
    else if (kinds[i] === TokenKind.unclosed && tokenText(chunk, i).startsWith('"'))
      found |= openString;
  }
  return found;
});
