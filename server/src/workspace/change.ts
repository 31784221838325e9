/**
 * A change of what the workspace knows, applied in one step. Everything is optional: what is not named stays.
 * Paths may be spelled as an include spells them (`..`, through symbolic links); `aliases` tells which file they are.
 */
import type { SchemaFile } from '../bindings/catalogue';
import type { SourceFile } from '../lexer/source-file';
import type { FileId } from '../lexer/token-chunk';
import type { TextEdit } from '../text/text-range';
import type { Configuration } from './configuration';
import type { FolderSettings } from './settings';
import type { SourceTree } from './source-tree';

export interface Change {
  readonly files?: readonly FileChange[];
  /** Other names of files: a path that was asked for, and the file that it is. */
  readonly aliases?: ReadonlyMap<string, FileId>;
  /** Paths that were looked for and do not exist, or must not be read. */
  readonly absent?: readonly string[];
  /** New files came to be: whatever was called absent must be looked for again. */
  readonly isAbsentForgotten?: boolean;
  /** Files of `/incbin/`, by the path asked for. */
  readonly binaries?: ReadonlyMap<string, Uint8Array>;
  readonly configurations?: readonly Configuration[];
  readonly settings?: readonly FolderSettings[];
  /** Newly recognised trees by folder. */
  readonly trees?: ReadonlyMap<string, SourceTree>;
  /** What the user has open, the latest first. */
  readonly open?: readonly FileId[];
  /** All binding schemas, in place of those before. */
  readonly schemas?: readonly SchemaFile[];
}

export type FileChange =
  | { readonly kind: 'text'; readonly file: FileId; readonly text: string }
  /** A file that another workspace has cut into tokens already. */
  | { readonly kind: 'source'; readonly source: SourceFile }
  /** Edits made one after the other, each in offsets of the text before it. */
  | { readonly kind: 'edits'; readonly file: FileId; readonly edits: readonly TextEdit[] }
  | { readonly kind: 'removed'; readonly file: FileId };
