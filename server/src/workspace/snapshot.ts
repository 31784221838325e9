/**
 * What a feature may ask: an immutable view of all files at one moment. Answers are computed when asked for and
 * remembered; nothing here reads a disk, and an old snapshot goes on answering as before.
 */
import type { Catalogue } from '../bindings/catalogue';
import type { FileId } from '../lexer/token-chunk';
import type { SourceFile } from '../lexer/source-file';
import type { PlatformModel } from '../model/platform';
import type { Target } from '../model/target';
import type { Preprocessed } from '../preprocessor/preprocess';
import type { Problem } from '../preprocessor/problem';
import type { Fix } from '../rules/fix';
import type { Severity } from '../text/severity';
import type { TextRange } from '../text/text-range';
import type { FileSyntax } from '../syntax/ast';
import type { DeviceTree } from '../tree/dt-node';
import type { Context } from './context';

export interface Snapshot {
  /** A file by its id, or by any path that an include spells. */
  file(id: FileId): SourceFile | undefined;
  /** Every file that the snapshot knows. */
  readonly files: ReadonlyMap<FileId, SourceFile>;
  /** The preferred one of the contexts that read this file; defined for a known DTS file. */
  contextOf(file: FileId): Context | undefined;
  /** The contexts that read this file, the preferred one first; never empty for a known DTS file. */
  contextsOf(file: FileId): readonly Context[];
  /** The context of a file when it is taken as a root, whatever its name. */
  contextOfRoot(root: FileId): Context;
  /** Everything known about a context; computed on first use. */
  analysis(context: Context): Analysis;
  /** Paths that a context looks for and that are not loaded: the edge loads them or says that they do not exist. */
  missing(context: Context): readonly string[];
  readonly catalogue: Catalogue;
}

export interface Analysis {
  readonly context: Context;
  /** What the preprocessor made of the root: macros, and which include found which file. */
  readonly preprocessed: Preprocessed;
  readonly syntax: FileSyntax;
  /** The overlays of the context, in order. */
  readonly overlays: readonly FileSyntax[];
  readonly tree: DeviceTree;
  readonly target: Target;
  /** The root lacks `/dts-v1/` or is an overlay: what is absent may be given elsewhere. */
  readonly isFragment: boolean;
  /** Files read, the root first, each once. */
  readonly reads: readonly FileId[];
  /** Paths that were looked for and are not loaded: the edge loads them or says that they do not exist. */
  readonly missing: readonly string[];
  /** The same for the files that `/incbin/` names, which are loaded as bytes. */
  readonly missingBinaries: readonly string[];
  /** Problems of the front end, before they become diagnostics. */
  readonly problems: readonly Problem[];
  /**
   * What the consumer makes of the tree, for an answer that is given at once. Where findings were asked for, the model
   * and its own `tree` follow the edits, so that asking costs what has changed; nothing of them may be kept until another turn, and nodes
   * are looked up in `model.tree` by their path.
   */
  platform(): PlatformModel;
  /** All findings in the order in which every face shows them: by file (root first), position, severity, code. */
  diagnostics(): readonly Diagnostic[];
  /**
   * The same sooner, for who looks at these files: all but what nodes have to say of which nothing stands in them and
   * which still wait. Of that little lies in these files (an `interrupt-parent` that only nodes elsewhere inherit).
   */
  diagnosticsFor(files: ReadonlySet<FileId>): readonly Diagnostic[];
  /**
   * Looks at some of the nodes that still wait; false when none does, and `diagnostics` takes little. For the latest
   * analysis of a context: others are looked at as a whole when they are asked.
   */
  checkMore(): boolean;
}

export interface Diagnostic {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly file: FileId;
  readonly range: TextRange;
  readonly related: readonly RelatedLocation[];
  readonly fixes: readonly Fix[];
  readonly tags: readonly ('unnecessary' | 'deprecated')[];
  /** What was found, wherever it lies: the same object for as long as the same is found. */
  readonly origin: object;
  /** The same object says that all of it stands on the same lines and in the same columns as before. */
  readonly spot: object;
}

export interface RelatedLocation {
  readonly file: FileId;
  readonly range: TextRange;
  readonly message: string;
}
