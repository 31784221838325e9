/** Finds known compatible strings that stand in one string although each should be one of its own. */
import { chosenCompatibles } from '../../model/xen-names';

/**
 * The pieces of `text` when it is two or more known strings with `separator` between them; undefined otherwise.
 * One piece may be unknown, so that a misspelling beside it does not hide the mistake.
 */
export function gluedStrings(text: string, separator: RegExp): readonly string[] | undefined {
  const pieces = text
    .split(separator)
    .map((it) => it.trim())
    .filter((it) => it !== '');
  const isGlued = pieces.length > 1 && pieces.some((it) => chosenCompatibles.includes(it));
  return isGlued ? pieces : undefined;
}

/** A place where one known name ends and the next begins, with nothing but blanks or punctuation between. */
export const betweenNames = /[\s,;]*(?=(?:multiboot|xen),)/;

/** A backslash and a zero in source: where a boot script, or a C string, would have a NUL. */
export const escapedNul = /\\(?:0|x00)/;
