/**
 * Who includes whom, as far as the text alone tells: every `#if` branch is followed and names that macros make are
 * not. It finds the roots of a `.dtsi` without preprocessing them.
 */
import { memo, memoInside } from '../base/memo';
import type { SourceFile } from '../lexer/source-file';
import { mayInclude } from '../lexer/marks';
import type { FileId, TokenChunk } from '../lexer/token-chunk';
import { fileName, folderOf, isAbsolute, joinPath } from '../text/path';
import { isRootName } from './paths';

/** The names in the `#include`s and `/include/`s of a text, every `#if` branch, in order, each once. */
export function includedNames(text: string): readonly string[] {
  const names = new Set<string>();
  for (const [, quoted, angled] of text.matchAll(includePattern)) names.add(quoted ?? angled ?? '');
  return [...names];
}

const includePattern =
  /(?:^[ \t]*#[ \t]*include(?:_next)?|\/include\/)\s*(?:"([^"\n]+)"|<([^>\n]+)>)/gm;

/** The names that a file includes, chunk by chunk. */
const namesIn = memo((file: SourceFile): readonly string[] => {
  if (file.marks.includes === 0) return noNames;
  const names: string[] = [];
  for (const chunk of file.chunks) {
    const inChunk = namesInChunk(chunk);
    if (inChunk.length > 0) names.push(...inChunk);
  }
  return names;
});

const namesInChunk = memoInside((chunk: TokenChunk): readonly string[] =>
  mayInclude(chunk) ? includedNames(chunk.text) : noNames,
);

const noNames: readonly string[] = [];

/** Whether two states of a file include the same names in the same order: most keys change nothing about that. */
export function includesSame(a: SourceFile, b: SourceFile): boolean {
  if (a === b) return true;
  const names = namesIn(a);
  const others = namesIn(b);
  return names.length === others.length && names.every((it, i) => it === others[i]);
}

/** The paths that an included name may have, in the order in which cpp and dtc try them. */
export function includeCandidates(
  from: string,
  name: string,
  includePaths: readonly string[],
): readonly string[] {
  if (isAbsolute(name)) return [name];
  return [folderOf(from), ...includePaths].map((it) => joinPath(it, name));
}

/** The loaded files that a file includes, every `#if` branch; `file` gives a loaded file by path. */
export function includedFiles(
  from: SourceFile,
  includePaths: readonly string[],
  file: (path: string) => SourceFile | undefined,
): readonly SourceFile[] {
  return namesIn(from).flatMap((name) => {
    const found = firstKnown(includeCandidates(from.id, name, includePaths), file);
    return found === undefined ? [] : [found];
  });
}

/** The files that a root may read through its includes, the root included; names that macros make are not followed. */
export function filesReachedFrom(
  root: FileId,
  includedBy: (file: FileId) => readonly FileId[],
): ReadonlySet<FileId> {
  const reached = new Set<FileId>();
  const pending = [root];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (reached.has(next)) continue;
    reached.add(next);
    pending.push(...includedBy(next));
  }
  return reached;
}

function firstKnown(
  paths: readonly string[],
  file: (path: string) => SourceFile | undefined,
): SourceFile | undefined {
  for (const path of paths) {
    const found = file(path);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** How many roots are proposed for one fragment. */
const mostRoots = 3;

/**
 * Proposes roots for a fragment, the nearest first, at most three: going up from it, includer by includer, to the
 * first level that has roots. `includers` gives, for each file, the last parts of the names that it includes.
 */
export function rootsIncluding(
  fragment: string,
  includers: ReadonlyMap<string, ReadonlySet<string>>,
): readonly string[] {
  const seen = new Set([fragment]);
  for (let level = [fragment]; level.length > 0;) {
    const wanted = level.map(fileName);
    level = [...includers]
      .filter(([path, names]) => !seen.has(path) && wanted.some((it) => names.has(it)))
      .map(([path]) => path);
    level.forEach((it) => seen.add(it));
    const roots = level.filter(isRootName).sort();
    if (roots.length > 0) return roots.slice(0, mostRoots);
  }
  return [];
}
