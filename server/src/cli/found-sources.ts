/**
 * What decides about the contexts of roots on the command line: the options, the `.dts-chosen.json` beside or above a
 * root, and the source tree that it belongs to. A project is the working directory, else the repository around the
 * file, else the file's own folder.
 */
import { existsSync } from 'node:fs';
import { maxFileLength } from '../base/limits';
import { folderOf } from '../text/path';
import {
  configurationName,
  readConfiguration,
  type Configuration,
} from '../workspace/configuration';
import { readableFolders } from '../workspace/confinement';
import type { Severities } from '../workspace/context';
import type { ContextSources } from '../workspace/contexts';
import { foldersAbove, isBelow, normalisePath } from '../workspace/paths';
import { defaultSettings } from '../workspace/settings';
import { sourceTreeOf, type SourceTree } from '../workspace/source-tree';
import { readBytes } from './disk-files';
import type { SharedOptions } from './options';
import { trouble } from './trouble';

export interface FoundSources {
  /** Looks around a root; once for each folder. */
  lookAround(root: string): void;
  sources(): ContextSources;
  /** Folders below which files may be read. */
  readable(): readonly string[];
}

/** Starts with the options alone. `warn` takes what is wrong with a configuration. */
export function findSourcesFor(
  options: SharedOptions,
  severities: Severities,
  warn: (message: string) => void,
): FoundSources {
  const cwd = normalisePath(process.cwd());
  const { defines, includePaths, overlays, target } = options;
  const chosen = { defines, includePaths, overlays, severities, target, isOverriding: true };
  const settings = [{ folder: '', settings: { ...defaultSettings, ...chosen } }];
  const trees = new Map<string, SourceTree>();
  const configurations = new Map<string, Configuration | undefined>();
  const projects = new Set([cwd]);
  const looked = new Set<string>();
  const sources = (): ContextSources => {
    const found = [...configurations.values()].filter((it) => it !== undefined);
    return { configurations: found, settings, trees, latest: new Map() };
  };
  return {
    sources,
    readable: () => readableFolders([...projects], sources()),
    lookAround: (root) => {
      if (looked.has(folderOf(root))) return;
      looked.add(folderOf(root));
      const folders = foldersInProject(root, cwd);
      projects.add(folders.at(-1) ?? folderOf(root));
      const tree = sourceTreeOf(root, existsSync);
      if (tree !== undefined) trees.set(folderOf(root), tree);
      const beside = folders.map((it) => `${it.replace(/\/$/, '')}/${configurationName}`);
      for (const path of options.config === undefined ? beside : [options.config])
        if (!configurations.has(path))
          configurations.set(path, configurationAt(path, options, warn));
    },
  };
}

function configurationAt(
  path: string,
  options: SharedOptions,
  warn: (message: string) => void,
): Configuration | undefined {
  const text = textOf(path);
  if (text === undefined && path === options.config) throw trouble(`cannot read ${path}`);
  if (text === undefined) return undefined;
  const found = readConfiguration(path, text);
  for (const { where, message } of found.problems)
    warn(`${path}: ${where === '' ? '' : `${where}: `}${message}`);
  return path === options.config ? { ...found, isGiven: true } : found;
}

/** The folders above a file, nearest first, as far as its project goes. */
function foldersInProject(root: string, cwd: string): readonly string[] {
  const above = foldersAbove(root);
  if (isBelow(root, cwd)) return above.filter((it) => isBelow(it, cwd));
  const top = above.findIndex((it) => existsSync(`${it}/.git`));
  return above.slice(0, top < 0 ? 1 : top + 1);
}

function textOf(path: string): string | undefined {
  const bytes = readBytes(path, maxFileLength);
  return bytes && new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
}
