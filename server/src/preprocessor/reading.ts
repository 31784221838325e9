/** The state of one run of the preprocessor: what is defined, which file is being read, and where in it. */
import { significantTokens, type TokenChunk, type TokenRef } from '../lexer/token-chunk';
import { linesOf, startOfChunk, type SourceFile } from '../lexer/source-file';
import { positionAt } from '../text/line-index';
import type { ExpansionHost } from './expand-macro';
import type { IncludeSearch } from './find-include';
import type { MacroDefinition } from './macro';
import type { Neighbour } from './neighbour';
import type { Rerun } from './rerun';
import { preprocessorCodes } from './problem-codes';
import type { StreamBuilder } from './stream-builder';
import type { Condition, Reading, StepDraft } from './visit';

export interface PreprocessInput extends IncludeSearch {
  readonly root: SourceFile;
  /** `-D`: name to replacement text; an empty text defines it as nothing. */
  readonly defines: ReadonlyMap<string, string>;
  /** How `__FILE__` spells a path; the path itself when absent. */
  readonly nameOf?: (path: string) => string;
}

export interface State {
  readonly input: PreprocessInput;
  readonly builder: StreamBuilder;
  /** What is defined now; see `onceName` for files that are read once. */
  readonly macros: Map<string, MacroDefinition>;
  /** The step being made: whatever is read, defined or wrong is written down there. */
  step: StepDraft;
  /** `#include`s and `/include/`s followed. */
  includes: number;
  /** How often `__COUNTER__` was asked. */
  counter: number;
  /** What is known of the last run; absent in a first one. */
  readonly rerun?: Rerun;
  /** What is known of the run of another root, which is then the last run. */
  readonly neighbour?: Neighbour;
  /** What was read depends on more than text and macros: lines counted, numbers drawn, bounds reached. */
  isVolatile: boolean;
  /** What was read depends on the root file: on how it spells file names, or how deep it includes. */
  isPlaced: boolean;
}

export interface Cursor {
  readonly reading: Reading;
  chunk: number;
  /** Significant token of the chunk. */
  at: number;
  /** The chunk's next directive. */
  item: number;
  /** The innermost open conditional. */
  condition: Condition | undefined;
  /** What `#line` made of the numbering: added to each line, and the file's name. */
  lineShift: number;
  name?: string;
  /** What expansion may ask of the file; made once. */
  readonly host: () => ExpansionHost;
}

/** Whether text at the cursor is read rather than skipped. */
export function isActive(cursor: Cursor): boolean {
  return cursor.condition?.isActive ?? true;
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
  const at = { first, last, frame: cursor.reading.frame };
  state.step.parts.push({ kind: 'problem', problem: { code, severity, message, at } });
}
