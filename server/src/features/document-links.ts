/** The files that a file names in `#include`, `/include/` and `/incbin/` lines, as links. */
import type { FileId } from '../lexer/token-chunk';
import type { TextRange } from '../text/text-range';
import type { Snapshot } from '../workspace/snapshot';
import { includesIn } from './include-targets';

export interface DocumentLink {
  /** The name without its quotes or angle brackets. */
  readonly range: TextRange;
  readonly target: FileId;
}

/** The links of a file in source order: only those whose file is known. */
export function documentLinks(snapshot: Snapshot, id: FileId): readonly DocumentLink[] {
  return includesIn(snapshot, id).flatMap(({ range, target }) =>
    target === undefined ? [] : [{ range, target }],
  );
}
