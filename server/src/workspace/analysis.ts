/**
 * From a context to everything known about it. The stages are pure and remember their own work by the identity of
 * their inputs, so that an edit costs what it touches; whether a whole analysis still holds is told by the files that
 * it asked for.
 */
import type { Catalogue } from '../bindings/catalogue';
import { sourceFile, type SourceFile } from '../lexer/source-file';
import type { FileId } from '../lexer/token-chunk';
import { detectTarget } from '../model/detect-target';
import { platformOf } from '../model/platform';
import { preprocess, type Preprocessed } from '../preprocessor/preprocess';
import type { Problem } from '../preprocessor/problem';
import type { FileSyntax } from '../syntax/ast';
import { withoutConsequences } from '../syntax/consequences';
import { checkFileOrder } from '../syntax/file-order';
import { parse } from '../syntax/parser';
import { compose } from '../tree/compose';
import { binariesOf } from './binaries';
import type { Context } from './context';
import { diagnosticsOf } from './diagnostics';
import { isPartial, mayComeFromElsewhere } from './fragments';
import type { Analysis, Diagnostic } from './snapshot';
import { timed, type StageClock } from './stage-clock';

/** What the stages may ask of the snapshot that they work for. */
export interface Library {
  readonly file: (path: string) => SourceFile | undefined;
  readonly isAbsent: (path: string) => boolean;
  readonly binary: (path: string) => Uint8Array | undefined;
  readonly catalogue: Catalogue;
  /** Told of each stage; for benchmarks. */
  readonly clock?: StageClock | undefined;
}

/** What the preprocessor made of the files of a context, and what it asked for. */
export interface Reading {
  readonly context: Context;
  readonly root: Preprocessed;
  readonly overlays: readonly Preprocessed[];
  /** Every path that was asked for, and what it was. */
  readonly asked: ReadonlyMap<string, SourceFile | undefined>;
}

/** Preprocesses the root of a context (empty as long as it is not loaded) and those of its overlays that are loaded. */
export function readContext(context: Context, library: Library): Reading {
  const asked = new Map<string, SourceFile | undefined>();
  const file = (path: string) => {
    const found = library.file(path);
    asked.set(path, found);
    return found;
  };
  const read = (root: SourceFile) => {
    const { includePaths, defines } = context;
    const { clock, isAbsent } = library;
    return timed(clock, 'preprocess', () =>
      preprocess({ root, file, isAbsent, includePaths, defines }),
    );
  };
  const root = read(file(context.root) ?? sourceFile(context.root, ''));
  const overlays = context.overlays.map(file).filter((it) => it !== undefined);
  return { context, root, overlays: overlays.map(read), asked };
}

/** Whether reading again would read the same. */
export function isStillRead(reading: Reading, library: Library): boolean {
  for (const [path, file] of reading.asked) if (library.file(path) !== file) return false;
  return true;
}

/** The paths that were asked for in vain, and that nobody has called absent. */
export function missingFrom(reading: Reading, library: Library): readonly string[] {
  const missing: string[] = [];
  for (const [path, file] of reading.asked)
    if (file === undefined && !library.isAbsent(path)) missing.push(path);
  return missing;
}

/** Everything about a context, its findings when they are asked for. */
export function analyse(reading: Reading, library: Library): Analysis {
  const { context } = reading;
  const { clock } = library;
  const read = (file: FileId, it: Preprocessed) =>
    timed(clock, 'parse', () => readSource(file, it));
  const root = read(context.root, reading.root);
  const overlays = reading.overlays.map((it) => read(it.reads[0] ?? context.root, it));
  const sources = [root, ...overlays];
  const syntaxes = sources.map((it) => it.syntax);
  const binaries = binariesOf(context, syntaxes, (path) => {
    return library.binary(path) ?? (library.isAbsent(path) ? 'absent' : 'unknown');
  });
  const composed = timed(clock, 'compose', () => compose(syntaxes, { binaries: binaries.found }));
  // What an absent include may say, cell counts above all, nobody may assume: the tree counts as a fragment.
  const tree = root.isPartial ? { ...composed, hasVersion: false } : composed;
  const target = detectTarget(tree, context.target);
  const problems = [
    ...sources.flatMap((it) => it.problems),
    ...binaries.problems,
    ...tree.problems,
  ];
  const facts = {
    context,
    tree,
    target,
    model: timed(clock, 'model', () => platformOf(tree, target)),
    isFragment: tree.isPlugin || root.isPartial,
    reads: [...new Set([reading.root, ...reading.overlays].flatMap((it) => it.reads))],
    problems: sources.some((it) => it.isPartial)
      ? problems.filter((it) => !mayComeFromElsewhere(it))
      : problems,
  };
  return {
    ...facts,
    preprocessed: reading.root,
    stream: reading.root.stream,
    syntax: root.syntax,
    overlays: overlays.map((it) => it.syntax),
    missing: missingFrom(reading, library),
    missingBinaries: binaries.missing,
    diagnostics: once(() => timed(clock, 'locate', () => diagnosticsOf(facts, library))),
  };
}

interface Source {
  readonly syntax: FileSyntax;
  readonly isPartial: boolean;
  readonly problems: readonly Problem[];
}

/** One of the sources of a context, with its own problems. What is there only in part may begin anyhow. */
function readSource(file: FileId, preprocessed: Preprocessed): Source {
  const { problems, syntax } = parse(preprocessed.stream);
  const partial = isPartial(file, syntax, preprocessed.problems);
  const order = partial ? [] : checkFileOrder(syntax);
  const own = withoutConsequences([...preprocessed.problems, ...problems]);
  return { syntax, isPartial: partial, problems: [...own, ...order] };
}

function once(compute: () => readonly Diagnostic[]): () => readonly Diagnostic[] {
  const done: (readonly Diagnostic[])[] = [];
  return () => {
    const result = done[0] ?? compute();
    done[0] = result;
    return result;
  };
}
