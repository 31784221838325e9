/**
 * Gives each path its one name, so that a file that is included in two ways is one file, and refuses what neither its
 * name nor its real path puts below the folders of the project (design: limits and safety).
 */
import { realpathSync } from 'node:fs';
import { isReadable } from '../workspace/confinement';
import { isBelow, normalisePath } from '../workspace/paths';

/** The name of the file that a path leads to; undefined when there is none, or it must not be read. */
export type FileFinder = (path: string) => string | undefined;

/** Makes a finder. `folders` gives those that may be read at the moment; each refusal is told once. */
export function createFileFinder(
  folders: () => readonly string[],
  warn: (message: string) => void,
): FileFinder {
  const names = new Map<string, string>();
  const refused = new Set<string>();
  return (path) => {
    const known = names.get(path);
    if (known !== undefined) return known;
    const real = realPathOf(path);
    if (real === undefined) return undefined;
    const name = nameIn(folders(), path, real);
    if (name !== undefined) names.set(path, name);
    else if (!refused.has(real)) {
      refused.add(real);
      warn(`not read: ${real} lies outside the project; name its folder with -I`);
    }
    return name;
  };
}

/** The user's own links may lead out of the project; names and `..` may not. */
function nameIn(folders: readonly string[], path: string, real: string): string | undefined {
  for (const folder of folders) {
    const realFolder = realPathOf(folder);
    if (realFolder !== undefined && isBelow(real, realFolder))
      return normalisePath(folder + real.slice(realFolder.length));
  }
  const straight = normalisePath(path);
  return isReadable(straight, folders) ? straight : undefined;
}

function realPathOf(path: string): string | undefined {
  try {
    return normalisePath(realpathSync.native(path));
  } catch {
    return undefined;
  }
}
