/** What the arguments of `check` stand for: files as they are, folders with every source below them. */
import { readdirSync, statSync } from 'node:fs';
import { isRootName, resolvePath } from '../workspace/paths';
import { absolute } from './options';
import { trouble } from './trouble';

export interface Sources {
  /** Absolute paths of files to take as roots, in order, each once. */
  readonly roots: readonly string[];
  /** Absolute paths of `.dtsi` files in folders: read alone only when no root reads them. */
  readonly fragments: readonly string[];
}

/** Looks the arguments up. A file or folder that is not there ends the program. */
export function findSources(paths: readonly string[]): Sources {
  const roots = new Set<string>();
  const fragments = new Set<string>();
  for (const path of paths) {
    const at = absolute(path);
    const facts = statSync(at, { throwIfNoEntry: false });
    if (facts === undefined) throw trouble(`cannot read ${path}: no such file or folder`);
    const found = facts.isDirectory() ? filesBelow(at) : [at];
    for (const file of found) {
      if (found.length === 1 && file === at) roots.add(file);
      else if (isRootName(file)) roots.add(file);
      else if (/\.dtsi$/i.test(file)) fragments.add(file);
    }
  }
  return { roots: [...roots], fragments: [...fragments] };
}

/** Regular files in and below a folder, sorted. Hidden folders, packages and symbolic links are not followed. */
function filesBelow(folder: string): readonly string[] {
  const entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) =>
    a.name < b.name ? -1 : 1,
  );
  return entries.flatMap((entry) => {
    const path = resolvePath(folder, entry.name);
    if (entry.isFile()) return [path];
    const isEntered =
      entry.isDirectory() && !entry.name.startsWith('.') && entry.name !== 'node_modules';
    return isEntered ? filesBelow(path) : [];
  });
}
