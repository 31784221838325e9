/** What a chunk leaves open or might close: where an edit elsewhere in the file can change its tokens. */
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

const openString = 1;
const openComment = 2;
const commentEnd = 4;

const marksOf = memoInside((chunk: TokenChunk): number => {
  const { kinds, text } = chunk;
  let found = text.includes('*/') ? commentEnd : 0;
  for (let i = 0; i < kinds.length; i++) {
    if (kinds[i] === TokenKind.openComment) found |= openComment;
    else if (kinds[i] === TokenKind.unclosed && tokenText(chunk, i).startsWith('"'))
      found |= openString;
  }
  return found;
});
