/**
 * Which files may be read for the sake of a source file: those below the workspace's folders, below the folders that
 * the user configured, and below a recognised tree (design: limits and safety). Names only; whoever reads the disk
 * asks again with the real path, so that a symbolic link leads nowhere else.
 */
import { folderOf } from '../text/path';
import type { ContextSources } from './contexts';
import { isBelow } from './paths';

/** The folders below which files may be read. `folders` are the workspace's, or those of files opened alone. */
export function readableFolders(
  folders: readonly string[],
  { configurations, settings, trees }: Omit<ContextSources, 'latest'>,
): readonly string[] {
  const chosen = settings.flatMap((it) => [
    ...it.settings.includePaths,
    ...it.settings.overlays.map(folderOf),
  ]);
  const configured = configurations.flatMap(({ contexts, folder, schemas }) => [
    folder,
    ...schemas,
    ...contexts.flatMap(({ root, includePaths, overlays }) => [
      ...includePaths,
      ...overlays.map(folderOf),
      ...(root === undefined ? [] : [folderOf(root)]),
    ]),
  ]);
  const recognised = [...trees.values()].flatMap((it) => it.readable);
  return [...new Set([...folders, ...chosen, ...configured, ...recognised])];
}

/** Whether a path without detours lies below one of the folders. */
export function isReadable(path: string, folders: readonly string[]): boolean {
  return folders.some((it) => isBelow(path, it));
}
