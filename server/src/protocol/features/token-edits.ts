/** What turns the numbers of one state of a file into those of the next: one edit, found by the pieces they share. */
import type { SemanticTokensEdit } from 'vscode-languageserver/node';
import { sharedEnds } from '../../base/shared-ends';
import { gapBehind, numbersOf, type TokenPiece } from './token-pieces';

/** At most one edit; none when nothing has changed. */
export function tokenEdits(
  before: readonly TokenPiece[],
  after: readonly TokenPiece[],
): SemanticTokensEdit[] {
  const { before: prefix, behind } = sharedEnds(before, after);
  if (prefix === before.length && prefix === after.length) return [];
  let suffix = behind;
  // The first word of what follows counts its line from the edit: it belongs to the edit.
  while (suffix > 0 && before[before.length - suffix]?.data.length === 0) suffix--;
  if (suffix > 0) suffix--;
  const shared = before.slice(0, prefix);
  const gap = gapBehind(shared, 0);
  const start = shared.reduce((sum, { data }) => sum + data.length, 0);
  return difference(
    start,
    numbersOf(before.slice(prefix, before.length - suffix), gap),
    numbersOf(after.slice(prefix, after.length - suffix), gap),
  );
}

/** The edit between two lists of numbers that begin at the same place. */
function difference(
  start: number,
  before: readonly number[],
  after: readonly number[],
): SemanticTokensEdit[] {
  const { before: prefix, behind: suffix } = sharedEnds(before, after);
  if (prefix === before.length && prefix === after.length) return [];
  return [
    {
      start: start + prefix,
      deleteCount: before.length - prefix - suffix,
      data: after.slice(prefix, after.length - suffix),
    },
  ];
}
