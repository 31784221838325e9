/**
 * Which context a root file is read in, and which contexts read a file. What `.dts-chosen.json` says comes before
 * settings, these before a recognised source tree (options of a command line come before all); include paths of
 * later sources stay behind as a last resort. A file that some root reaches is judged in that root's context.
 */
import { memo, memo2 } from '../base/memo';
import { fileId, type FileId } from '../lexer/token-chunk';
import { folderOf } from '../text/path';
import type { Configuration, ConfiguredContext } from './configuration';
import { unknownBoard } from '../model/board';
import type { Context } from './context';
import {
  ask,
  includedBy,
  includeGraphOf,
  type IncludeGraph,
  type KnownFiles,
} from './include-graph';
import { filesReachedFrom } from './includes';
import { isBelow, isRootName } from './paths';
import { settingsFor, type FolderSettings, type Settings } from './settings';
import type { SourceTree } from './source-tree';

/** Everything that decides about contexts, apart from the files' texts. */
export interface ContextSources {
  readonly configurations: readonly Configuration[];
  readonly settings: readonly FolderSettings[];
  /** The recognised tree of each folder that was looked at. */
  readonly trees: ReadonlyMap<string, SourceTree>;
  /** The latest context of each root: what did not change stays the same object. */
  readonly latest: Map<FileId, Context>;
}

/** The context of a root file; the same object as long as the sources say the same about it. */
export function contextOfRoot(sources: ContextSources, root: FileId): Context {
  const known = contextsByRoot(sources);
  const found = known.get(root);
  if (found !== undefined) return found;
  const made = makeContext(sources, root);
  const latest = sources.latest.get(root);
  const context = latest !== undefined && isSameContext(latest, made) ? latest : made;
  known.set(root, context);
  sources.latest.set(root, context);
  return context;
}

const contextsByRoot = memo((_sources: ContextSources) => new Map<FileId, Context>());

function isSameContext(a: Context, b: Context): boolean {
  return (
    a.target === b.target &&
    a.foundBy === b.foundBy &&
    a.scope === b.scope &&
    a.board === b.board &&
    isSameList(a.includePaths, b.includePaths) &&
    isSameList(a.overlays, b.overlays) &&
    isSameList([...a.guests].flat(), [...b.guests].flat()) &&
    isSameList([...a.defines].flat(), [...b.defines].flat()) &&
    isSameList([...a.severities].flat(), [...b.severities].flat())
  );
}

function isSameList(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((it, i) => it === b[i]);
}

/** The files that `.dts-chosen.json` files name as roots, in their order. */
export const configuredRoots = memo((sources: ContextSources): readonly FileId[] =>
  sources.configurations
    .flatMap((it) => it.contexts)
    .flatMap(({ root }) => (root === undefined ? [] : [fileId(root)])),
);

/** The contexts that read a file, the preferred one first; its own context alone when no root reaches it. */
export function contextsReading(
  sources: ContextSources,
  known: KnownFiles,
  file: FileId,
): readonly Context[] {
  const graph = includeGraphOf(sources, known);
  const answers = answersOf(graph, known.open);
  const found = answers.get(file);
  if (found !== undefined) return found;
  const contexts = readersOf(sources, known, graph, file);
  answers.set(file, contexts);
  return contexts;
}

/**
 * The preferred one of the contexts that read a file. For a file that is a root itself nobody's includes are looked
 * at: what else includes it comes behind.
 */
export function contextOf(
  sources: ContextSources,
  known: KnownFiles,
  file: FileId,
): Context | undefined {
  if (!isOwnRoot(sources, file)) return contextsReading(sources, known, file)[0];
  const graph = includeGraphOf(sources, known);
  const answers = preferredOf(graph, known.open);
  const found = answers.get(file);
  if (found !== undefined) return found;
  const others = rootsInOrder(sources, known, graph);
  const preferred = overlaying(sources, others, file)[0] ?? contextOfRoot(sources, file);
  answers.set(file, preferred);
  return preferred;
}

/** As `answersOf`, for what is asked several times behind every key. */
const preferredOf = memo2(
  (_graph: IncludeGraph, _open: readonly FileId[]) => new Map<FileId, Context>(),
);

function isOwnRoot(sources: ContextSources, file: FileId): boolean {
  return isRootName(file) || configuredRoots(sources).includes(file);
}

/** The contexts of those roots that have the file as an overlay. */
function overlaying(
  sources: ContextSources,
  roots: readonly FileId[],
  file: FileId,
): readonly Context[] {
  return roots
    .filter((it) => it !== file)
    .map((it) => contextOfRoot(sources, it))
    .filter((it) => it.overlays.includes(file));
}

/** What was asked already, for as long as includes, roots and open documents stay the same. */
const answersOf = memo2(
  (_graph: IncludeGraph, _open: readonly FileId[]) => new Map<FileId, readonly Context[]>(),
);

function readersOf(
  sources: ContextSources,
  known: KnownFiles,
  graph: IncludeGraph,
  file: FileId,
): readonly Context[] {
  const roots = rootsInOrder(sources, known, graph);
  const others = roots.filter((it) => it !== file).map((it) => contextOfRoot(sources, it));
  const overlaid = overlaying(sources, roots, file);
  const including = others.filter((it) => !overlaid.includes(it) && reachedIn(graph, it).has(file));
  const hosts = others.filter(
    (it) => !including.includes(it) && [...it.guests.values()].includes(file),
  );
  const contexts = isOwnRoot(sources, file)
    ? [...overlaid, contextOfRoot(sources, file), ...including, ...hosts]
    : [...overlaid, ...including, ...hosts];
  return contexts.length > 0 ? contexts : [contextOfRoot(sources, file)];
}

/** The files that the root and the overlays of a context reach. */
const reachedIn = memo2((graph: IncludeGraph, context: Context): ReadonlySet<FileId> => {
  const reached = new Set<FileId>();
  const included = includedBy(graph, context.includePaths);
  for (const path of [context.root, ...context.overlays]) {
    const root = ask(graph, path)?.id;
    if (root === undefined) continue;
    for (const file of filesReachedFrom(root, included)) reached.add(file);
  }
  return reached;
});

/** Configured roots first, then open ones, then the others by name. */
function rootsInOrder(
  sources: ContextSources,
  known: KnownFiles,
  graph: IncludeGraph,
): readonly FileId[] {
  const configured = configuredRoots(sources).filter((it) => ask(graph, it) !== undefined);
  const open = known.open.filter((it) => isRootName(it) && known.files.has(it));
  return [...new Set([...configured, ...open, ...loadedRoots(graph)])];
}

const loadedRoots = memo(({ known }: IncludeGraph): readonly FileId[] =>
  [...known.files.keys()].filter(isRootName).sort(),
);

function makeContext(sources: ContextSources, root: FileId): Context {
  const settings = settingsFor(sources.settings, root);
  const found = configuredContext(sources.configurations, root);
  const configuration = found?.configuration ?? innermost(sources.configurations, root);
  const entry = found?.entry;
  const tree = sources.trees.get(folderOf(root));
  const overlays = overlaysFor(root, settings, entry);
  const ownPaths = settings.isOverriding
    ? [...settings.includePaths, ...(entry?.includePaths ?? [])]
    : [...(entry?.includePaths ?? []), ...settings.includePaths];
  const target =
    settings.isOverriding && settings.target !== 'auto'
      ? settings.target
      : (entry?.target ?? settings.target);
  return {
    root,
    includePaths: [...new Set([...ownPaths, ...(tree?.includePaths ?? [])])],
    defines: inOrder(settings, settings.defines, entry?.defines),
    overlays: overlays.filter((it) => it !== root).map(fileId),
    guests: new Map([...(entry?.guests ?? [])].map(([name, it]) => [name, fileId(it)])),
    target,
    foundBy: foundBy(settings, entry, tree),
    board: configuration?.board ?? unknownBoard,
    severities: inOrder(settings, settings.severities, configuration?.severities),
    scope: settings.scope,
  };
}

/** The entry that names the root, wherever it is; else the innermost folder's entry for all roots. */
function configuredContext(configurations: readonly Configuration[], root: string) {
  for (const configuration of configurations) {
    const entry = configuration.contexts.find((it) => it.root === root);
    if (entry !== undefined) return { configuration, entry };
  }
  const configuration = innermost(configurations, root);
  const entry = configuration?.contexts.find((it) => it.root === undefined);
  return configuration && entry && { configuration, entry };
}

function innermost(
  configurations: readonly Configuration[],
  file: string,
): Configuration | undefined {
  return configurations
    .filter((it) => it.isGiven === true || isBelow(file, it.folder))
    .reduce<Configuration | undefined>(
      (best, it) => (best === undefined || it.folder.length > best.folder.length ? it : best),
      undefined,
    );
}

/** Settings apply overlays to plain roots only; an entry says for itself what it wants. */
function overlaysFor(
  root: string,
  settings: Settings,
  entry: ConfiguredContext | undefined,
): readonly string[] {
  const isGiven = settings.isOverriding && settings.overlays.length > 0;
  if (!isGiven && entry !== undefined && entry.overlays.length > 0) return entry.overlays;
  const isOverlay = /\.(?:dtso|overlay)$/i.test(root) || settings.overlays.includes(root);
  return isOverlay ? [] : settings.overlays;
}

/** Two tables as one; the later of an entry wins, which is the settings' when they override. */
function inOrder<V>(
  settings: Settings,
  chosen: ReadonlyMap<string, V>,
  configured: ReadonlyMap<string, V> | undefined,
): ReadonlyMap<string, V> {
  if (configured === undefined || configured.size === 0) return chosen;
  return settings.isOverriding
    ? new Map([...configured, ...chosen])
    : new Map([...chosen, ...configured]);
}

function foundBy(
  settings: Settings,
  entry: ConfiguredContext | undefined,
  tree: SourceTree | undefined,
): Context['foundBy'] {
  if (entry !== undefined) return 'configuration';
  const hasChoice =
    settings.includePaths.length > 0 || settings.overlays.length > 0 || settings.defines.size > 0;
  if (hasChoice) return 'settings';
  return tree === undefined ? 'file' : 'source tree';
}
