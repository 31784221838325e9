/** What the arguments of `check` stand for: files as they are, folders with every source below them. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { fileName, folderOf } from '../text/path';
import { includedNames, rootsIncluding } from '../workspace/includes';
import { isSourceName, resolvePath } from '../workspace/paths';
import { absolute } from './options';
import { warn } from './trouble';

export interface Sources {
  /** Absolute paths of files to take as roots, in order, each once. */
  readonly roots: readonly string[];
  /** Absolute paths of `.dtsi` files that were named: read as part of the roots that include them. */
  readonly parts: readonly string[];
  /** Absolute paths of `.dtsi` files in folders: read alone only when no root reads them. */
  readonly fragments: readonly string[];
  /** Arguments that name nothing to look at; the user has been told. */
  readonly absent: number;
}

/** Looks the arguments up. One that names nothing is told and counted; the others are still looked at. */
export function findSources(paths: readonly string[]): Sources {
  const roots = new Set<string>();
  const parts = new Set<string>();
  const fragments = new Set<string>();
  let absent = 0;
  for (const path of paths) {
    const at = absolute(path);
    const facts = statSync(at, { throwIfNoEntry: false });
    if (facts === undefined) {
      warn(`cannot read ${path}: no such file or folder`);
      absent++;
      continue;
    }
    const sources = facts.isDirectory() ? filesBelow(at).filter(isSourceName) : [at];
    if (sources.length === 0) {
      warn(`no .dts, .dtsi, .dtso or .overlay in or below ${path}`);
      absent++;
    }
    for (const file of sources)
      if (!isFragmentName(file)) roots.add(file);
      else (facts.isDirectory() ? fragments : parts).add(file);
  }
  return { roots: [...roots], parts: [...parts], fragments: [...fragments], absent };
}

function isFragmentName(path: string): boolean {
  return /\.dtsi$/i.test(path);
}

/** How many files beside a fragment are looked into for an include of it. */
const mostNeighbours = 3000;

/** Roots in the folder of a fragment that seem to include it, directly or not, the nearest first. */
export function rootsBeside(fragment: string): readonly string[] {
  const folder = folderOf(fragment);
  const sources = readdirSync(folder).sort().filter(isSourceName).slice(0, mostNeighbours);
  const includers = new Map(
    sources.map((name) => {
      const path = resolvePath(folder, name);
      return [path, new Set(includedNames(textOf(path)).map(fileName))];
    }),
  );
  return rootsIncluding(fragment, includers);
}

function textOf(path: string): string {
  const isFile = statSync(path, { throwIfNoEntry: false })?.isFile() === true;
  return isFile ? readFileSync(path, 'utf8') : '';
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
