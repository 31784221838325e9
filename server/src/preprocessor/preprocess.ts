/**
 * From a root file to the tokens that dtc would read: `#include`, macros, conditionals and dtc's own `/include/`,
 * as `cpp -nostdinc -undef -D__DTS__ -x assembler-with-cpp | dtc` treats them. Never fails: what is wrong is a
 * problem, what is missing is listed, and the rest of the source is still delivered. Reads no disk. After an edit only
 * the steps that it touches are repeated.
 */
import { maxIncludes, maxTokens } from '../base/limits';
import { fileId, significantTokens, type FileId } from '../lexer/token-chunk';
import { sourceFile, type SourceFile } from '../lexer/source-file';
import { folderOf } from '../text/path';
import { objectMacro, type MacroDefinition } from './macro';
import { ppTokenAt } from './pp-token';
import type { Problem } from './problem';
import { beginBeside } from './neighbour';
import { readFile } from './read-file';
import type { PreprocessInput, State } from './reading';
import type { Reading, ResolvedInclude } from './visit';
import { beginRerun } from './rerun';
import { createStreamBuilder } from './stream-builder';
import { sequenceOf, type Piece, type TokenSequence } from './token-sequence';
import type { FileFrame } from './token-stream';
import { eachAsked, eachEffect, isOnceName, stepDraft, type FileVisit } from './visit';

export interface Preprocessed {
  /** What dtc would read. */
  readonly sequence: TokenSequence;
  readonly problems: readonly Problem[];
  /** Every file read, the root first, each once. */
  readonly reads: readonly FileId[];
  /** Every path that an include tried, and the file that it was. */
  readonly asked: ReadonlyMap<string, SourceFile | undefined>;
  /** Every `#include` and `/include/` that found its file. */
  readonly includes: readonly ResolvedInclude[];
  /** What is defined at the end. */
  macros(): ReadonlyMap<string, MacroDefinition>;
  /** Every `#define` that was obeyed, in order. */
  definitions(): readonly MacroDefinition[];
  readonly run: Run;
}

/** What a later run may take over. */
interface Run {
  /** Without its files: those of one moment know all others of that moment. */
  readonly input: Omit<PreprocessInput, 'file'>;
  readonly visit: FileVisit;
  /** The table at the end; the next run takes it, and then this run has none. */
  macros: Map<string, MacroDefinition> | undefined;
  readonly predefined: ReadonlyMap<string, MacroDefinition>;
  readonly isVolatile: boolean;
  readonly isPlaced: boolean;
}

/** Preprocesses one context; from what the last run of the same context yielded, where there is one. */
export function preprocess(input: PreprocessInput, last?: Preprocessed): Preprocessed {
  const dirty = last && dirtyFiles(last, input);
  if (last === undefined || dirty === undefined) return preprocessAnew(input);
  const { run } = last;
  const { visit, macros, predefined } = run;
  if (macros === undefined) return preprocessAnew(input);
  run.macros = undefined;
  const rerun = beginRerun(dirty, macros);
  const state = { ...createState(input, macros, createStreamBuilder(256)), rerun };
  const again = readFile(state, rootReading(input, visit.reading.frame), visit);
  const next = preprocessed(state, again, predefined, last.sequence);
  return isRepeatable(state, next) ? next : preprocessAnew(input);
}

/** Whether what was taken over and what was read make up what reading all would give. */
function isRepeatable({ isVolatile }: State, { sequence, includes }: Preprocessed): boolean {
  return !isVolatile && sequence.length <= maxTokens && includes.length <= maxIncludes;
}

/**
 * Preprocesses one context as if for the first time, taking over what another root in the same folder has read in the
 * same way. What is told of includes (frames) may then name the other root, so this is not for editors.
 */
export function preprocessBeside(input: PreprocessInput, other: Preprocessed): Preprocessed {
  const { visit, predefined, isPlaced } = other.run;
  if (isPlaced || !isBeside(other, input)) return preprocessAnew(input);
  const macros = new Map(predefined);
  const neighbour = beginBeside(visit, macros);
  const state = {
    ...createState(input, macros, createStreamBuilder()),
    rerun: neighbour,
    neighbour,
  };
  const next = preprocessed(state, readFile(state, rootReading(input)), predefined);
  return isRepeatable(state, next) ? next : preprocessAnew(input);
}

function preprocessAnew(input: PreprocessInput): Preprocessed {
  const predefined = predefinedMacros(input);
  const state = createState(input, new Map(predefined), createStreamBuilder());
  const visit = readFile(state, rootReading(input));
  return preprocessed(state, visit, predefined);
}

function rootReading(
  { root }: PreprocessInput,
  frame: FileFrame = { kind: 'file', file: root.id },
): Reading {
  return { file: root, path: root.id, frame, depth: 0, isDtsInclude: false };
}

function createState(
  input: PreprocessInput,
  macros: Map<string, MacroDefinition>,
  builder: State['builder'],
): State {
  const step = stepDraft(0, 0);
  return {
    input,
    builder,
    macros,
    step,
    includes: 0,
    counter: 0,
    isVolatile: false,
    isPlaced: false,
  };
}

/** Whether includes find the same files from both roots, and the same macros are defined before the first line. */
function isBeside({ asked, run }: Preprocessed, input: PreprocessInput): boolean {
  const { defines, includePaths, root } = run.input;
  if (run.isVolatile || defines !== input.defines) return false;
  if (includePaths.join('\n') !== input.includePaths.join('\n')) return false;
  if (folderOf(root.id) !== folderOf(input.root.id)) return false;
  for (const [path, was] of asked) if (input.file(path) !== was) return false;
  return true;
}

/** The files that changed since the last run; undefined when more than their text did. */
function dirtyFiles({ asked, run }: Preprocessed, input: PreprocessInput): Set<FileId> | undefined {
  const { defines, includePaths, root, nameOf } = run.input;
  const isSame =
    defines === input.defines && includePaths === input.includePaths && nameOf === input.nameOf;
  if (!isSame || root.id !== input.root.id || run.isVolatile) return undefined;
  const dirty = new Set<FileId>();
  if (root !== input.root) dirty.add(root.id);
  for (const [path, was] of asked) {
    const now = input.file(path);
    if (now?.id !== was?.id) return undefined;
    if (now !== undefined && now !== was) dirty.add(now.id);
  }
  return dirty;
}

function preprocessed(
  state: State,
  visit: FileVisit,
  predefined: ReadonlyMap<string, MacroDefinition>,
  last?: TokenSequence,
): Preprocessed {
  const { builder, macros, isVolatile, isPlaced } = state;
  const { file, ...input } = state.input;
  builder.build();
  const pieces: Piece[] = [];
  const problems: Problem[] = [];
  const includes: ResolvedInclude[] = [];
  gather(visit, { pieces, problems, includes });
  return {
    sequence: sequenceOf(pieces, last),
    problems,
    reads: [...new Set([input.root.id, ...includes.map((it) => it.file)])],
    asked: askedBy(visit, file),
    includes,
    macros: () => macrosAfter(visit, predefined),
    definitions: () => definitionsOf(visit),
    run: { input, visit, macros, predefined, isVolatile, isPlaced },
  };
}

function askedBy(visit: FileVisit, file: PreprocessInput['file']): Preprocessed['asked'] {
  const asked = new Map<string, SourceFile | undefined>();
  eachAsked(visit, (path) => asked.set(path, file(path)));
  return asked;
}

interface Gathered {
  readonly pieces: Piece[];
  readonly problems: Problem[];
  readonly includes: ResolvedInclude[];
}

/** Puts together what all steps yielded, those of the files inside in their places. */
function gather(visit: FileVisit, into: Gathered): void {
  for (const { parts, text } of visit.steps) {
    if (text !== undefined) {
      into.pieces.push(text);
      continue;
    }
    for (const part of parts) {
      if (part.kind === 'text') into.pieces.push(part.piece);
      else if (part.kind === 'problem') into.problems.push(part.problem);
      else if (part.kind === 'file') {
        into.includes.push(part.include);
        gather(part.visit, into);
      }
    }
  }
  for (const it of visit.problems) into.problems.push(it);
}

function macrosAfter(
  visit: FileVisit,
  predefined: ReadonlyMap<string, MacroDefinition>,
): ReadonlyMap<string, MacroDefinition> {
  const macros = new Map(predefined);
  eachEffect(visit, ({ name, after }) => {
    if (after === undefined) macros.delete(name);
    else if (!isOnceName(name)) macros.set(name, after);
  });
  return macros;
}

function definitionsOf(visit: FileVisit): readonly MacroDefinition[] {
  const definitions: MacroDefinition[] = [];
  eachEffect(visit, ({ name, after }) => {
    if (after !== undefined && !isOnceName(name)) definitions.push(after);
  });
  return definitions;
}

/** GCC's own macros in this mode, then those of `-D`. */
function predefinedMacros({ defines }: PreprocessInput): ReadonlyMap<string, MacroDefinition> {
  const all = new Map([
    ['__ASSEMBLER__', '1'],
    ['__STDC__', '1'],
    ['__STDC_HOSTED__', '1'],
    ['__DTS__', '1'],
  ]);
  for (const [name, value] of defines) all.set(name, value);
  return new Map([...all].map(([name, value]) => [name, predefined(name, value)]));
}

function predefined(name: string, value: string): MacroDefinition {
  const { chunks } = sourceFile(fileId('<command-line>'), value);
  const tokens = chunks.flatMap((chunk) =>
    Array.from(significantTokens(chunk).indexes, (_, at) => ppTokenAt(chunk, at)),
  );
  return objectMacro(
    name,
    tokens.map((token, i) => (i === 0 ? { ...token, hasSpace: false } : token)),
  );
}
