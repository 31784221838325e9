/**
 * From a context to everything known about it. The stages are pure and remember their own work by the identity of
 * their inputs, so that an edit costs what it touches; whether a whole analysis still holds is told by the files that
 * it asked for.
 */
import { memo } from '../base/memo';
import type { Catalogue } from '../bindings/catalogue';
import { sourceFile, type SourceFile } from '../lexer/source-file';
import { fileId, type FileId } from '../lexer/token-chunk';
import { detectTarget } from '../model/detect-target';
import type { Guest } from '../model/guest';
import { platformOf } from '../model/platform';
import type { Target } from '../model/target';
import { preprocess, type Preprocessed } from '../preprocessor/preprocess';
import type { Problem } from '../preprocessor/problem';
import { createLiveRules } from '../rules/live-rules';
import { rules } from '../rules/registry';
import type { FileSyntax } from '../syntax/ast';
import { withoutConsequences } from '../syntax/consequences';
import { checkFileOrder } from '../syntax/file-order';
import { parse, type Parse } from '../syntax/parser';
import { compose, recompose, type Composition } from '../tree/compose';
import type { DeviceTree } from '../tree/dt-node';
import { isWrittenIn } from '../tree/written-in';
import { binariesOf } from './binaries';
import type { Context } from './context';
import {
  diagnosticsOf,
  judgedBy,
  type Facts,
  type Files,
  type LiveFindings,
  type LiveRun,
} from './diagnostics';
import { isPartial, mayComeFromElsewhere } from './fragments';
import { createPlacer } from './placer';
import type { Analysis, Diagnostic } from './snapshot';
import { timed, type StageClock } from './stage-clock';

/** What the stages may ask of the snapshot that they work for. */
export interface Library {
  readonly file: (path: string) => SourceFile | undefined;
  readonly isAbsent: (path: string) => boolean;
  readonly binary: (path: string) => Uint8Array | undefined;
  /** The binding schemas, read when first asked for. */
  readonly catalogue: () => Catalogue;
  /** What is analysed will be edited and analysed again: rules keep what they found. */
  readonly isEdited: boolean;
  /** Told of each stage; for benchmarks. */
  readonly clock?: StageClock | undefined;
}

/** What the preprocessor made of the files of a context, and what it asked for. */
export interface Reading {
  readonly context: Context;
  readonly root: Preprocessed;
  readonly overlays: readonly Preprocessed[];
  /** The own trees of guests that are loaded. */
  readonly guests: readonly GuestReading[];
  /** Every path that was asked for, and what it was. */
  readonly asked: ReadonlyMap<string, SourceFile | undefined>;
}

/** A guest's own tree: a source by itself. */
export interface GuestReading {
  readonly domain: string;
  readonly run: Preprocessed;
}

/** Preprocesses the root of a context (empty as long as it is not loaded) and those of its overlays that are loaded. */
export function readContext(context: Context, library: Library, last?: Reading): Reading {
  const asked = new Map<string, SourceFile | undefined>();
  const file = (path: string) => {
    const found = library.file(path);
    asked.set(path, found);
    return found;
  };
  const read = (root: SourceFile, before: Preprocessed | undefined) => {
    const { includePaths, defines } = context;
    const input = { root, file: library.file, includePaths, defines };
    const run = timed(library.clock, 'preprocess', () => preprocess(input, before));
    for (const [path, found] of run.asked) asked.set(path, found);
    return run;
  };
  const rootFile = file(context.root) ?? emptyRoot(context);
  const root = read(rootFile, last?.root);
  const overlays = context.overlays.map(file).filter((it) => it !== undefined);
  const guests: GuestReading[] = [];
  for (const [domain, path] of context.guests) {
    const source = file(path);
    const before = last?.guests.find((it) => it.domain === domain)?.run;
    if (source !== undefined) guests.push({ domain, run: read(source, before) });
  }
  const runs = overlays.map((it, i) => read(it, last?.overlays[i]));
  return { context, root, overlays: runs, guests, asked };
}

/** Stands for a root that is not loaded. */
const emptyRoot = memo((context: Context) => sourceFile(context.root, ''));

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
export function analyse(reading: Reading, library: Library, last?: AnalysisWork): AnalysisWork {
  const { context } = reading;
  const { clock } = library;
  const read = (it: Preprocessed, i: number) =>
    timed(clock, 'parse', () => readSource(it.reads[0] ?? context.root, it, last?.sources[i]));
  const root = read(reading.root, 0);
  const overlays = reading.overlays.map((it, i) => read(it, i + 1));
  const sources = [root, ...overlays];
  const syntaxes = sources.map((it) => it.syntax);
  const binaries = binariesOf(context, syntaxes, (path) => {
    return library.binary(path) ?? (library.isAbsent(path) ? 'absent' : 'unknown');
  });
  const composition = timed(clock, 'compose', () =>
    recompose(last?.composition, syntaxes, { binaries: binaries.found }),
  );
  const guests = readGuests(reading, last?.guests);
  const composed = composition.tree;
  // What an absent include may say, cell counts above all, nobody may assume: the tree counts as a fragment.
  const tree = root.isPartial ? withoutVersion(composed) : composed;
  const target = timed(clock, 'model', () =>
    sameTarget(last?.analysis.target, detectTarget(tree, context.target)),
  );
  const problems = [
    ...sources.flatMap((it) => it.problems),
    ...binaries.problems,
    ...tree.problems,
  ];
  const facts = {
    context,
    tree,
    target,
    isFragment: tree.isPlugin || root.isPartial,
    guests: guests.told,
    reads: [
      ...new Set(
        [reading.root, ...reading.overlays, ...reading.guests.map((it) => it.run)].flatMap(
          (it) => it.reads,
        ),
      ),
    ],
    problems: sources.some((it) => it.isPartial)
      ? problems.filter((it) => !mayComeFromElsewhere(it))
      : problems,
  };
  const live = library.isEdited ? (last?.live ?? liveFindings()) : undefined;
  const made = {
    ...facts,
    preprocessed: reading.root,
    syntax: root.syntax,
    overlays: overlays.map((it) => it.syntax),
    missing: missingFrom(reading, library),
    missingBinaries: binaries.missing,
  };
  const files = { clock, file: filesOf(reading.asked), catalogue: library.catalogue };
  const analysis = { ...made, ...answersOf(facts, files, live) };
  return { analysis, sources, composition, guests, ...(live && { live }) };
}

function liveFindings(): LiveFindings {
  return { rules: createLiveRules(rules), placer: createPlacer() };
}

interface GuestTrees {
  readonly readings: readonly GuestReading[];
  /** What rules are told: the same list for as long as no guest's file changes. */
  readonly told: readonly Guest[];
}

/** Their own problems are told where they are roots. */
function readGuests({ guests }: Reading, last: GuestTrees | undefined): GuestTrees {
  const isSame =
    last?.readings.length === guests.length &&
    guests.every((it, i) => {
      const before = last.readings[i];
      return before?.domain === it.domain && before.run.sequence === it.run.sequence;
    });
  if (isSame) return { readings: guests, told: last.told };
  const told = guests.map(({ domain, run }) => ({
    domain,
    tree: compose([parse(run.sequence).syntax], { binaries: noBinaries }),
  }));
  return { readings: guests, told };
}

const noBinaries: ReadonlyMap<string, Uint8Array> = new Map();

/** The files that were read, by their names or by the paths that were asked for, and no others. */
function filesOf(asked: Reading['asked']): Files['file'] {
  const byId = new Map([...asked.values()].map((it) => [it?.id, it]));
  return (path) => byId.get(fileId(path)) ?? asked.get(path);
}

type Answers = Pick<Analysis, 'checkMore' | 'diagnostics' | 'diagnosticsFor' | 'platform'>;

/** What is worked out when asked for. Apart from `analyse`, so that these functions hold nothing of earlier work. */
function answersOf(facts: Facts, files: Files, live: LiveFindings | undefined): Answers {
  const cell: { known?: Known } = {};
  const find = (run?: LiveRun) =>
    timed(files.clock, 'locate', () => diagnosticsOf(facts, files, run));
  const all = () => {
    if (cell.known?.files !== 'all') cell.known = { files: 'all', found: find(live) };
    return cell.known.found;
  };
  return {
    diagnostics: all,
    diagnosticsFor: (wanted) => {
      const { known } = cell;
      if (live === undefined || known?.files === 'all') return all();
      if (known !== undefined && isWithin(wanted, known.files)) return known.found;
      const found = find({ ...live, isFirst: (node) => isWrittenIn(node, wanted) });
      cell.known = { files: live.rules.isDone() ? 'all' : new Set(wanted), found };
      return found;
    },
    platform: () =>
      live?.rules.isBegun() === true
        ? live.rules.platform(judgedBy(facts, files), facts.context.severities)
        : platformOf(facts.tree, facts.target),
    checkMore: () => cell.known?.files !== 'all' && live?.rules.goOn(nodesAtATime) === true,
  };
}

/** What was found when it was looked for in some files first. */
interface Known {
  readonly files: ReadonlySet<FileId> | 'all';
  readonly found: readonly Diagnostic[];
}

function isWithin(some: ReadonlySet<FileId>, all: ReadonlySet<FileId>): boolean {
  return [...some].every((it) => all.has(it));
}

/** So many take some milliseconds: newer messages do not wait for longer. */
const nodesAtATime = 40;

/** An analysis and what the next one of the same context may take over. */
export interface AnalysisWork {
  readonly analysis: Analysis;
  /** The root, then the overlays. */
  readonly sources: readonly Source[];
  readonly composition: Composition;
  readonly guests: GuestTrees;
  /** The rules, which keep what they have found, and where that was; absent where nothing will be edited. */
  readonly live?: LiveFindings;
}

interface Source {
  readonly parsed: Parse;
  readonly syntax: FileSyntax;
  readonly isPartial: boolean;
  readonly problems: readonly Problem[];
}

/** One of the sources of a context, with its own problems. What is there only in part may begin anyhow. */
function readSource(file: FileId, preprocessed: Preprocessed, last?: Source): Source {
  const parsed = parse(preprocessed.sequence, last?.parsed);
  const { problems, syntax } = parsed;
  const partial = isPartial(file, syntax, preprocessed.problems);
  const order = partial ? [] : checkFileOrder(syntax);
  const own = withoutConsequences([...preprocessed.problems, ...problems]);
  return { parsed, syntax, isPartial: partial, problems: [...own, ...order] };
}

/** Field by field: what is remembered inside a tree is true of that tree only. */
const withoutVersion = memo((tree: DeviceTree): DeviceTree => {
  const { binaries, bootCpu, dangling, isPlugin, memReserves, problems, root } = tree;
  const partial = { binaries, dangling, isPlugin, memReserves, problems, root, hasVersion: false };
  return bootCpu === undefined ? partial : { ...partial, bootCpu };
});

/** The target as it was, when the tree says the same of it. */
function sameTarget(last: Target | undefined, now: Target): Target {
  const isSame =
    last?.because === now.because &&
    last.systemDt === now.systemDt &&
    last.xen?.version === now.xen?.version;
  return isSame ? last : now;
}
