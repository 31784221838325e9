/** What the editor is offered to change: a title, why, and the text edits by file. Nothing is applied here. */
import type { FileId } from '../lexer/token-chunk';
import type { TextEdit } from '../text/text-range';
import type { Diagnostic } from '../workspace/snapshot';

/** The edits of each file, sorted by offset and free of overlaps. */
export type FileEdits = ReadonlyMap<FileId, readonly TextEdit[]>;

export interface CodeAction {
  readonly title: string;
  readonly kind: 'quickfix' | 'refactor.move' | 'refactor.rewrite' | 'source.fixAll';
  /** The findings that the action mends. */
  readonly diagnostics: readonly Diagnostic[];
  /** The one obvious fix of its finding. */
  readonly isPreferred: boolean;
  /** Empty for a disabled action. */
  readonly edits: FileEdits;
  /** Why the action cannot be taken here; shown instead of applying it. */
  readonly disabled?: string;
  /** What the user will want to rename next, as the edits leave the files. */
  readonly renames?: { readonly file: FileId; readonly offset: number };
}
