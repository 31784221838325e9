/** The state of one run of the preprocessor: what is defined, which file is being read, and where in it. */
import {
  significantTokens,
  type FileId,
  type TokenChunk,
  type TokenRef,
} from '../lexer/token-chunk';
import { linesOf, startOfChunk, type SourceFile } from '../lexer/source-file';
import { positionAt } from '../text/line-index';
import type { ExpansionHost } from './expand-macro';
import type { IncludeSearch } from './find-include';
import type { MacroDefinition } from './macro';
import type { Problem } from './problem';
import { preprocessorCodes } from './problem-codes';
import type { StreamBuilder } from './stream-builder';
import type { FileFrame } from './token-stream';

export interface PreprocessInput extends IncludeSearch {
  readonly root: SourceFile;
  /** `-D`: name to replacement text; an empty text defines it as nothing. */
  readonly defines: ReadonlyMap<string, string>;
  /** How `__FILE__` spells a path; the path itself when absent. */
  readonly nameOf?: (path: string) => string;
}

/** An `#include` or `/include/` that found its file. */
export interface ResolvedInclude {
  /** The token that spells the file's name. */
  readonly at: TokenRef;
  readonly file: FileId;
}

export interface State {
  readonly input: PreprocessInput;
  readonly builder: StreamBuilder;
  readonly macros: Map<string, MacroDefinition>;
  readonly definitions: MacroDefinition[];
  readonly problems: Problem[];
  readonly reads: Set<FileId>;
  readonly missing: Set<string>;
  readonly once: Set<FileId>;
  readonly includes: ResolvedInclude[];
  counter: number;
}

/** One file being read. */
export interface Reading {
  readonly file: SourceFile;
  /** The path as it was spelled: relative includes start from its folder. */
  readonly path: string;
  readonly frame: FileFrame;
  readonly depth: number;
  /** Read by dtc itself: no macros, no directives. */
  readonly isDtsInclude: boolean;
}

export interface Cursor {
  readonly reading: Reading;
  chunk: number;
  /** Significant token of the chunk. */
  at: number;
  /** The chunk's next directive. */
  item: number;
  readonly conditions: Condition[];
  /** What `#line` made of the numbering: added to each line, and the file's name. */
  lineShift: number;
  name?: string;
  /** Made once per file. */
  host?: ExpansionHost;
}

export interface Condition {
  /** Text is read now. */
  isActive: boolean;
  /** A branch has been taken, or the whole is inside skipped text. */
  isDone: boolean;
  elseAt?: TokenRef;
  readonly at: TokenRef;
  readonly name: string;
}

/** Whether text at the cursor is read rather than skipped. */
export function isActive(cursor: Cursor): boolean {
  return cursor.conditions[cursor.conditions.length - 1]?.isActive ?? true;
}

/** The token right before the cursor. */
export function lastRead(cursor: Cursor): TokenRef | undefined {
  const chunk = cursor.reading.file.chunks[cursor.chunk];
  return chunk && cursor.at > 0 ? refAt(chunk, cursor.at - 1) : undefined;
}

/** A significant token by its position in the chunk. */
export function refAt(chunk: TokenChunk, at: number): TokenRef {
  return { chunk, index: significantTokens(chunk).indexes[at] ?? 0 };
}

/** The one-based line of a token. */
export function lineOf(file: SourceFile, ref: TokenRef): number {
  const base = startOfChunk(file, ref.chunk) ?? 0;
  const start = ref.index === 0 ? 0 : (ref.chunk.ends[ref.index - 1] ?? 0);
  return positionAt(linesOf(file), base + start).line + 1;
}

/** Adds a problem at tokens of the file being read. */
export function report(
  state: State,
  cursor: Cursor,
  code: string,
  message: string,
  first: TokenRef,
  last = first,
): void {
  const severity = preprocessorCodes[code]?.severity ?? 'error';
  state.problems.push({
    code,
    severity,
    message,
    at: { first, last, frame: cursor.reading.frame },
  });
}
