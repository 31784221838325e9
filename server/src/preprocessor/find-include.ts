/**
 * Where an included file is looked for: beside the including file (for `"x"`), then in each include path in order
 * (GCC's quote and bracket chains; dtc srcpos.c uses the same order for `/include/`).
 */
import type { SourceFile } from '../lexer/source-file';
import { folderOf, joinPath } from '../text/path';

export interface IncludeSearch {
  /** The file that a path names, as far as loaded. */
  readonly file: (path: string) => SourceFile | undefined;
  /** Folders, absolute, in order. */
  readonly includePaths: readonly string[];
}

export interface FoundInclude {
  readonly file: SourceFile;
  /** The path as it was put together: relative includes inside start from its folder. */
  readonly path: string;
}

/**
 * Finds a file; undefined when no candidate is loaded. Every path that is tried is added to `asked`. `after` starts
 * the search behind that include path (`#include_next`).
 */
export function findInclude(
  search: IncludeSearch,
  asked: string[],
  header: { readonly name: string; readonly isQuoted: boolean },
  includer: string,
  after?: string,
): FoundInclude | undefined {
  for (const folder of foldersFor(search, header.isQuoted, includer, after)) {
    const path = joinPath(folder, header.name);
    const file = search.file(path);
    asked.push(path);
    if (file !== undefined) return { file, path };
  }
  return undefined;
}

function foldersFor(
  search: IncludeSearch,
  isQuoted: boolean,
  includer: string,
  after: string | undefined,
): readonly string[] {
  if (after !== undefined) {
    const from = search.includePaths.findIndex((it) => after.startsWith(it));
    return search.includePaths.slice(from + 1);
  }
  return isQuoted ? [folderOf(includer), ...search.includePaths] : search.includePaths;
}
