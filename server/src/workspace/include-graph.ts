/**
 * Who includes whom, over all files that are known, as one value that stays the same object for as long as no edit
 * touches an include, no file comes or goes and no path is found that was sought in vain. What is derived from it is
 * remembered by its identity, so that a key costs one look at each file instead of a walk from every root.
 */
import { memo, memo2 } from '../base/memo';
import type { SourceFile } from '../lexer/source-file';
import type { FileId } from '../lexer/token-chunk';
import { includedFiles, includesSame } from './includes';

/** What is known about files when their contexts are asked for. */
export interface KnownFiles {
  readonly files: ReadonlyMap<FileId, SourceFile>;
  /** Finds a file by any of its names. */
  file(path: string): SourceFile | undefined;
  /** What the user has open, the latest first: these roots are preferred. */
  readonly open: readonly FileId[];
}

export interface IncludeGraph {
  /** The latest of the states of files between which nothing about includes has changed. */
  known: KnownFiles;
  /** The paths that were asked for, and the files that they named. */
  readonly asked: Map<string, FileId | undefined>;
}

/** The graph of the known files; the same as for the state before when includes find the same. */
export function includeGraphOf(sources: object, known: KnownFiles): IncludeGraph {
  return graphOf(sources, known);
}

/** The file that a path names in a graph. */
export function ask({ asked, known }: IncludeGraph, path: string): SourceFile | undefined {
  const found = known.file(path);
  asked.set(path, found?.id);
  return found;
}

/** The files that a file includes when it is read with these include paths: one answer, whichever root asks. */
export function includedBy(
  graph: IncludeGraph,
  includePaths: readonly string[],
): (file: FileId) => readonly FileId[] {
  const key = includePaths.join('\0');
  const known = includedWith(graph).get(key) ?? new Map<FileId, readonly FileId[]>();
  includedWith(graph).set(key, known);
  return (id) => {
    const file = known.has(id) ? undefined : ask(graph, id);
    if (file !== undefined)
      known.set(
        id,
        includedFiles(file, includePaths, (path) => ask(graph, path)).map((it) => it.id),
      );
    return known.get(id) ?? noFiles;
  };
}

/** What was asked, by include paths; files that come later make another graph. */
const includedWith = memo(
  (_graph: IncludeGraph) => new Map<string, Map<FileId, readonly FileId[]>>(),
);

const noFiles: readonly FileId[] = [];

const graphOf = memo2((sources: object, known: KnownFiles): IncludeGraph => {
  const latest = latestOf(sources);
  const last = latest.graph;
  if (last !== undefined && isStillTrue(last, known)) {
    last.known = known;
    return last;
  }
  const graph: IncludeGraph = { known, asked: new Map() };
  latest.graph = graph;
  return graph;
});

/** The graph that was made last from the same sources. */
const latestOf = memo((_sources: object): { graph?: IncludeGraph } => ({}));

function isStillTrue({ asked, known: before }: IncludeGraph, known: KnownFiles): boolean {
  if (before.files !== known.files) {
    if (before.files.size !== known.files.size) return false;
    for (const [id, file] of known.files) {
      const was = before.files.get(id);
      if (was === undefined || !includesSame(was, file)) return false;
    }
  }
  for (const [path, id] of asked) if (known.file(path)?.id !== id) return false;
  return true;
}
