/**
 * Analyses root files on the disk with the same stages as the editor: the configuration beside or above a file, the
 * recognised source tree, the options of the command line. Files are read when asked for and shared by all roots;
 * what lies outside the project and the folders that the user named is not read.
 */
import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { createCatalogue, type Catalogue } from '../bindings/catalogue';
import { fileId, type FileId } from '../lexer/token-chunk';
import type { SourceFile } from '../lexer/source-file';
import { folderOf } from '../text/path';
import { analyse, readContext, type Library } from '../workspace/analysis';
import {
  configurationName,
  readConfiguration,
  type Configuration,
} from '../workspace/configuration';
import { isReadable, readableFolders } from '../workspace/confinement';
import type { Severities } from '../workspace/context';
import { contextOfRoot, type ContextSources } from '../workspace/contexts';
import { foldersAbove, isBelow, normalisePath } from '../workspace/paths';
import { defaultSettings } from '../workspace/settings';
import { sourceTreeOf, type SourceTree } from '../workspace/source-tree';
import type { Analysis } from '../workspace/snapshot';
import { readSchemas } from './bundled-schemas';
import { createDiskFiles } from './disk-files';
import type { SharedOptions } from './options';
import { trouble } from './trouble';

export interface Boards {
  /** Analyses a root given by its absolute path; undefined when it cannot be read. */
  analyse(root: string): Analysis | undefined;
  /** A file that some analysis has read. */
  file(id: FileId): SourceFile | undefined;
  /** The roots and overlays that the configurations seen so far name. */
  configuredOverlays(): ReadonlySet<string>;
}

/** Makes ready for any number of roots. `warn` takes what is no finding. */
export function openBoards(
  options: SharedOptions,
  severities: Severities,
  warn: (message: string) => void,
): Boards {
  const cwd = normalisePath(process.cwd());
  const disk = createDiskFiles();
  const trees = new Map<string, SourceTree>();
  const configurations = new Map<string, Configuration | undefined>();
  const projects = new Set([cwd]);
  const settings = [{ folder: '', settings: settingsOf(options, severities) }];
  const catalogues: Catalogue[] = [];
  const sources = (): ContextSources => {
    const found = [...configurations.values()].filter((it) => it !== undefined);
    return { configurations: found, settings, trees, latest: new Map() };
  };
  const finder = createFinder(() => readableFolders([...projects], sources()), warn);
  const file = (path: string): SourceFile | undefined => {
    const found = finder(path);
    return found === undefined ? undefined : disk.file(found);
  };
  const library: Library = {
    file,
    isAbsent: () => true,
    binary: (path) => {
      const found = finder(path);
      return found === undefined ? undefined : disk.bytes(found);
    },
    get catalogue() {
      const [known] = catalogues;
      if (known !== undefined) return known;
      const configured = sources().configurations.flatMap((it) => it.schemas);
      const made = createCatalogue(readSchemas([...options.schemas, ...configured], warn));
      catalogues.push(made);
      return made;
    },
  };
  const readConfigurations = (root: string) => {
    const paths =
      options.config === undefined
        ? foldersInProject(root, cwd).map((it) => `${it.replace(/\/$/, '')}/${configurationName}`)
        : [options.config];
    for (const path of paths) {
      if (configurations.has(path)) continue;
      const text = textOf(path);
      if (text === undefined && path === options.config) throw trouble(`cannot read ${path}`);
      const found = text === undefined ? undefined : readConfiguration(path, text);
      configurations.set(path, found);
      for (const { where, message } of found?.problems ?? [])
        warn(`${path}: ${where === '' ? '' : `${where}: `}${message}`);
    }
  };
  return {
    file,
    configuredOverlays: () =>
      new Set(
        sources()
          .configurations.flatMap((it) => it.contexts)
          .flatMap((it) => it.overlays),
      ),
    analyse: (root) => {
      readConfigurations(root);
      projects.add(projectOf(root, cwd));
      const tree = trees.has(folderOf(root)) ? undefined : sourceTreeOf(root, existsSync);
      if (tree !== undefined) trees.set(folderOf(root), tree);
      if (file(root) === undefined) return undefined;
      const context = contextOfRoot(sources(), fileId(root));
      for (const overlay of context.overlays)
        if (file(overlay) === undefined) throw trouble(`cannot read overlay ${overlay}`);
      return analyse(readContext(context, library), library);
    },
  };
}

function settingsOf(options: SharedOptions, severities: Severities) {
  const { defines, includePaths, overlays, target } = options;
  return {
    ...defaultSettings,
    defines,
    includePaths,
    overlays,
    severities,
    target,
    isOverriding: true,
  };
}

/** Gives each path its one name, and refuses what neither its name nor its real path puts below the folders. */
function createFinder(
  folders: () => readonly string[],
  warn: (message: string) => void,
): (path: string) => string | undefined {
  const names = new Map<string, string | undefined>();
  const warned = new Set<string>();
  const find = (path: string): string | undefined => {
    const real = realPathOf(path);
    if (real === undefined) return undefined;
    for (const folder of folders()) {
      const realFolder = realPathOf(folder);
      if (realFolder !== undefined && isBelow(real, realFolder))
        return normalisePath(folder + real.slice(realFolder.length));
    }
    // The user's own links may lead out of the project; names and `..` may not.
    const straight = normalisePath(path);
    if (isReadable(straight, folders())) return straight;
    if (!warned.has(real))
      warn(`not read: ${real} lies outside the project; name its folder with -I`);
    warned.add(real);
    return undefined;
  };
  return (path) => {
    const known = names.get(path);
    if (known !== undefined) return known;
    const found = find(path);
    if (found !== undefined) names.set(path, found);
    return found;
  };
}

/** The folder that a file's project begins in: the working directory, else the repository, else its own folder. */
function projectOf(root: string, cwd: string): string {
  return foldersInProject(root, cwd).at(-1) ?? folderOf(root);
}

/** The folders above a file, nearest first, as far as its project goes. */
function foldersInProject(root: string, cwd: string): readonly string[] {
  const above = foldersAbove(root);
  if (isBelow(root, cwd)) return above.filter((it) => isBelow(it, cwd));
  const top = above.findIndex((it) => existsSync(`${it}/.git`));
  return above.slice(0, top < 0 ? 1 : top + 1);
}

function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

function realPathOf(path: string): string | undefined {
  try {
    return normalisePath(realpathSync.native(path));
  } catch {
    return undefined;
  }
}
