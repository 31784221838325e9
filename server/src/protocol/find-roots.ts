/**
 * Finds, on the disk, root files that a `.dtsi` is part of, by the names in their `#include` lines: first in its own
 * folder, then below the workspace folder. The search is bounded in files and bytes; it only proposes files to load,
 * whether they really read the fragment is decided by what they include.
 */
import { fileName, folderOf } from '../text/path';
import { includedNames, rootsIncluding } from '../workspace/includes';
import { isSourceName, resolvePath } from '../workspace/paths';
import type { FileLoader } from './file-loader';

/** Files looked into, for one fragment. */
const mostFiles = 3000;
/** Folders looked into, for one fragment. */
const mostFolders = 1000;

/** Paths of roots that include the file, the nearest first; none when the search finds none. */
export async function findRoots(
  file: string,
  workspaceFolder: string | undefined,
  loader: FileLoader,
): Promise<readonly string[]> {
  const beside = await includersBelow(folderOf(file), 1, loader);
  const near = rootsIncluding(file, beside);
  if (near.length > 0 || workspaceFolder === undefined) return near;
  return rootsIncluding(file, await includersBelow(workspaceFolder, mostFolders, loader));
}

/** The files in a folder and, up to a number of folders, below it, with the names that each includes. */
async function includersBelow(
  folder: string,
  folders: number,
  loader: FileLoader,
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const names = new Map<string, ReadonlySet<string>>();
  const pending = [folder];
  for (let looked = 0; looked < folders && names.size < mostFiles; looked++) {
    const next = pending.shift();
    if (next === undefined) break;
    const entries = await loader.list(next);
    pending.push(...entries.filter(isWorthEntering).map((it) => resolvePath(next, it)));
    const sources = entries.filter(isSourceName);
    for (const path of sources
      .slice(0, mostFiles - names.size)
      .map((it) => resolvePath(next, it))) {
      const text = await loader.readText(path);
      if (text !== undefined) names.set(path, new Set(includedNames(text).map(fileName)));
    }
  }
  return names;
}

function isWorthEntering(entry: string): boolean {
  return entry.endsWith('/') && !/^(?:\.|node_modules\/$|build\/$)/.test(entry);
}
