/** What turns the numbers of one state of a file into those of the next: one edit, found by the pieces they share. */
import type { SemanticTokensEdit } from 'vscode-languageserver/node';
import { gapBehind, numbersOf, type TokenPiece } from './token-pieces';

/** At most one edit; none when nothing has changed. */
export function tokenEdits(
  before: readonly TokenPiece[],
  after: readonly TokenPiece[],
): SemanticTokensEdit[] {
  const shortest = Math.min(before.length, after.length);
  let prefix = 0;
  while (prefix < shortest && before[prefix] === after[prefix]) prefix++;
  if (prefix === before.length && prefix === after.length) return [];
  let suffix = 0;
  while (suffix < shortest - prefix && isSame(before, after, suffix)) suffix++;
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

function isSame(
  before: readonly TokenPiece[],
  after: readonly TokenPiece[],
  suffix: number,
): boolean {
  return before[before.length - 1 - suffix] === after[after.length - 1 - suffix];
}

/** The edit between two lists of numbers that begin at the same place. */
function difference(
  start: number,
  before: readonly number[],
  after: readonly number[],
): SemanticTokensEdit[] {
  const shortest = Math.min(before.length, after.length);
  let prefix = 0;
  while (prefix < shortest && before[prefix] === after[prefix]) prefix++;
  if (prefix === before.length && prefix === after.length) return [];
  let suffix = 0;
  while (
    suffix < shortest - prefix &&
    before[before.length - 1 - suffix] === after[after.length - 1 - suffix]
  )
    suffix++;
  return [
    {
      start: start + prefix,
      deleteCount: before.length - prefix - suffix,
      data: after.slice(prefix, after.length - suffix),
    },
  ];
}
