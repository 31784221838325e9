/**
 * The only thing in the core that changes: what is known, replaced in one step by each change. Every change gives a
 * new snapshot; earlier ones go on answering from what they know. Work is carried over from one snapshot to the
 * next as long as every file that it asked for is the same.
 */
import { createCatalogue, type SchemaFile } from '../bindings/catalogue';
import { memo } from '../base/memo';
import { editSourceFile } from '../lexer/edit-source-file';
import { sourceFile, type SourceFile } from '../lexer/source-file';
import { fileId, type FileId } from '../lexer/token-chunk';
import {
  analyse,
  isStillRead,
  missingFrom,
  readContext,
  type AnalysisWork,
  type Library,
  type Reading,
} from './analysis';
import type { Change, FileChange } from './change';
import type { Context } from './context';
import { contextOf, contextOfRoot, contextsReading, type ContextSources } from './contexts';
import { normalisePath } from './paths';
import type { Analysis, Snapshot } from './snapshot';
import type { StageClock } from './stage-clock';

export interface Workspace {
  /** Takes a change in and gives the view after it. */
  apply(change: Change): Snapshot;
  /** The newest view. */
  current(): Snapshot;
  /** Lets go of what was worked out for other contexts than these, but for the few that were asked for last. */
  keepReady(looked: ReadonlySet<Context>): void;
}

/** An empty workspace: no files, no folders, no settings. A benchmark may give a clock for the stages. */
export function createWorkspace(clock?: StageClock): Workspace {
  const work: Work = { contexts: new Map(), clock };
  const state = emptyState();
  const cell = { state, snapshot: makeSnapshot(state, work) };
  return {
    apply: (change) => {
      cell.state = changed(cell.state, change);
      cell.snapshot = makeSnapshot(cell.state, work);
      return cell.snapshot;
    },
    current: () => cell.snapshot,
    keepReady: (looked) => {
      const others = [...work.contexts.keys()].filter((it) => !looked.has(it));
      for (const it of others.slice(0, -keptOthers)) work.contexts.delete(it);
    },
  };
}

interface State {
  readonly files: ReadonlyMap<FileId, SourceFile>;
  readonly aliases: ReadonlyMap<string, FileId>;
  readonly absent: ReadonlySet<string>;
  readonly binaries: ReadonlyMap<string, Uint8Array>;
  readonly sources: ContextSources;
  readonly open: readonly FileId[];
  readonly schemas: readonly SchemaFile[];
}

function emptyState(): State {
  return {
    files: new Map(),
    aliases: new Map(),
    absent: new Set(),
    binaries: new Map(),
    sources: { configurations: [], settings: [], trees: new Map(), latest: new Map() },
    open: [],
    schemas: [],
  };
}

/** The latest work for the contexts that were asked for last, whichever snapshot did; oldest first. */
interface Work {
  readonly contexts: Map<Context, ContextWork>;
  readonly clock: StageClock | undefined;
}

interface ContextWork {
  readonly reading: Reading;
  /** The latest analysis: of this reading, or of one before it. */
  done?: Done;
}

/** How many contexts are kept ready at most. */
const keptContexts = 16;

/** How many of those are kept that nobody looks at any more: a board that was closed by mistake comes back at once. */
const keptOthers = 2;

/** An analysis holds as long as its binaries and schemas are those of the state. */
interface Done extends AnalysisWork {
  readonly reading: Reading;
  readonly binaries: State['binaries'];
  readonly absent: State['absent'];
  readonly schemas: State['schemas'];
}

function changed(state: State, change: Change): State {
  const { sources } = state;
  const isSourceChange = change.configurations ?? change.settings ?? change.trees;
  return {
    files: change.files ? withFiles(state.files, change.files) : state.files,
    aliases: merged(state.aliases, change.aliases),
    absent: withAbsent(state.absent, change),
    binaries: merged(state.binaries, change.binaries),
    sources:
      isSourceChange === undefined
        ? sources
        : {
            configurations: change.configurations ?? sources.configurations,
            settings: change.settings ?? sources.settings,
            trees: merged(sources.trees, change.trees),
            latest: sources.latest,
          },
    open: change.open ?? state.open,
    schemas: change.schemas ?? state.schemas,
  };
}

function withFiles(
  files: ReadonlyMap<FileId, SourceFile>,
  changes: readonly FileChange[],
): ReadonlyMap<FileId, SourceFile> {
  const next = new Map(files);
  for (const change of changes) {
    switch (change.kind) {
      case 'text':
        if (next.get(change.file)?.text !== change.text)
          next.set(change.file, sourceFile(change.file, change.text));
        break;
      case 'source':
        next.set(change.source.id, change.source);
        break;
      case 'edits': {
        const known = next.get(change.file) ?? sourceFile(change.file, '');
        next.set(change.file, change.edits.reduce(editSourceFile, known));
        break;
      }
      case 'removed':
        next.delete(change.file);
        break;
    }
  }
  return next;
}

function withAbsent(absent: ReadonlySet<string>, change: Change): ReadonlySet<string> {
  const kept = change.isAbsentForgotten === true ? noPaths : absent;
  return change.absent === undefined ? kept : new Set([...kept, ...change.absent]);
}

const noPaths: ReadonlySet<string> = new Set();

function merged<K, V>(
  known: ReadonlyMap<K, V>,
  more: ReadonlyMap<K, V> | undefined,
): ReadonlyMap<K, V> {
  return more === undefined || more.size === 0 ? known : new Map([...known, ...more]);
}

const catalogueOf = memo((schemas: readonly SchemaFile[]) => createCatalogue(schemas));

/** What is analysed may outlive its snapshot: of all this it keeps the catalogue alone, which is made apart. */
function libraryOf(state: State, { clock }: Work): Library {
  return {
    file: (path) => findFile(state, path),
    isAbsent: (path) => state.absent.has(path),
    binary: (path) => state.binaries.get(path),
    isEdited: true,
    clock,
    catalogue: catalogueLater(state.schemas),
  };
}

function catalogueLater(schemas: readonly SchemaFile[]): Library['catalogue'] {
  return () => catalogueOf(schemas);
}

function makeSnapshot(state: State, work: Work): Snapshot {
  const { files, sources, open } = state;
  const library = libraryOf(state, work);
  const { file } = library;
  const known = { files, file, open };
  const contexts = new Map<FileId, readonly Context[]>();
  const analyses = new Map<Context, Analysis>();
  return {
    files,
    file,
    contextsOf: (id) => {
      const found = contexts.get(id) ?? contextsReading(sources, known, id);
      contexts.set(id, found);
      return found;
    },
    contextOf: (id) => contextOf(sources, known, id),
    contextOfRoot: (root) => contextOfRoot(sources, root),
    analysis: (context) => {
      const found = analyses.get(context) ?? analysisIn(state, work, context, library);
      analyses.set(context, found);
      return found;
    },
    missing: (context) => missingFrom(readingIn(work, context, library).reading, library),
    get catalogue() {
      return library.catalogue();
    },
  };
}

/** A file by its id or by another of its names. A path with detours and no known name is straightened. */
function findFile(state: State, path: string): SourceFile | undefined {
  const alias = state.aliases.get(path);
  const found = state.files.get(alias ?? fileId(path));
  if (found !== undefined || alias !== undefined || !path.includes('/.')) return found;
  return state.files.get(fileId(normalisePath(path)));
}

function readingIn({ contexts: work }: Work, context: Context, library: Library): ContextWork {
  const last = work.get(context);
  const isKept = last !== undefined && isStillRead(last.reading, library);
  const now = isKept ? last : readAgain(context, library, last);
  work.delete(context);
  work.set(context, now);
  for (const oldest of work.keys()) {
    if (work.size <= keptContexts) break;
    work.delete(oldest);
  }
  return now;
}

function readAgain(context: Context, library: Library, last: ContextWork | undefined): ContextWork {
  const reading = readContext(context, library, last?.reading);
  return last?.done === undefined ? { reading } : { reading, done: last.done };
}

function analysisIn(state: State, work: Work, context: Context, library: Library): Analysis {
  const now = readingIn(work, context, library);
  const { reading, done: last } = now;
  const missing = missingFrom(reading, library);
  const isSame = last?.reading === reading && last.schemas === state.schemas;
  if (isSame && hasSameBinaries(last, state))
    return missing.length === last.analysis.missing.length
      ? last.analysis
      : { ...last.analysis, missing };
  const { binaries, absent, schemas } = state;
  now.done = { ...analyse(reading, library, last), reading, binaries, absent, schemas };
  return now.done.analysis;
}

/** Files of `/incbin/` are few: any new one is taken as if it were used. */
function hasSameBinaries(last: Done, state: State): boolean {
  const isComplete = last.analysis.missingBinaries.length === 0;
  return last.binaries === state.binaries && (isComplete || last.absent === state.absent);
}
