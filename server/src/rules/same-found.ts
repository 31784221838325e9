/**
 * What a unit finds again is the same object, so that whoever tells, places and sends findings need only look at those
 * that are new. Places are compared by the tokens that they name: a statement that was read anew has others.
 */
import { areListsSame, isIdentical, isSameSpan, keepList } from '../model/keep';
import { isSpan, isStretch } from '../preprocessor/locate';
import type { FilePlace, Place } from '../preprocessor/problem';
import type { Fix, SourceEdit } from './fix';
import type { Found } from './found';

/** What was found now, with the objects of before for what is the same; `before` itself when all is. */
export function keepFound(before: readonly Found[], now: readonly Found[]): readonly Found[] {
  return keepList(before, now, isSameFound, (it) => it.message);
}

function isSameFound(a: Found, b: Found): boolean {
  return (
    a.rule === b.rule &&
    a.message === b.message &&
    a.severity === b.severity &&
    a.node === b.node &&
    a.missing === b.missing &&
    isSamePlace(a.at, b.at) &&
    areSamePlaces(a.within, b.within) &&
    areListsSame(a.tags, b.tags, isIdentical) &&
    areListsSame(a.related, b.related, isSameRelated) &&
    areListsSame(a.fixes, b.fixes, isSameFix)
  );
}

type Related = Found['related'][number];

function isSameRelated(a: Related, b: Related): boolean {
  return a.message === b.message && isSamePlace(a.at, b.at);
}

function isSameFix(a: Fix, b: Fix): boolean {
  return a.title === b.title && a.isSafe === b.isSafe && areListsSame(a.edits, b.edits, isSameEdit);
}

function isSameEdit(a: SourceEdit, b: SourceEdit): boolean {
  if (a.kind !== b.kind || !isSamePlace(a.at, b.at)) return false;
  return (
    ('text' in a ? a.text : undefined) === ('text' in b ? b.text : undefined) &&
    ('where' in a ? a.where : undefined) === ('where' in b ? b.where : undefined) &&
    areSamePlaces('before' in a ? a.before : undefined, 'before' in b ? b.before : undefined)
  );
}

function areSamePlaces(a: Place | undefined, b: Place | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  return isSamePlace(a, b);
}

/** The same tokens, read the same way. */
function isSamePlace(a: Place, b: Place): boolean {
  if (a === b) return true;
  if (isSpan(a)) return isSpan(b) && isSameSpan(a, b);
  if (isStretch(a))
    return isStretch(b) && isSameSpan(a.head, b.head) && areSamePlaces(a.tail, b.tail);
  return !isSpan(b) && !isStretch(b) && isSameFilePlace(a, b);
}

function isSameFilePlace(a: FilePlace, b: FilePlace): boolean {
  return (
    a.frame === b.frame &&
    a.first.chunk === b.first.chunk &&
    a.first.index === b.first.index &&
    a.last.chunk === b.last.chunk &&
    a.last.index === b.last.index
  );
}
