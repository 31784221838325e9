/**
 * Reads files for the core: asynchronously, only regular files of bounded size, and only where the real path, after
 * every symbolic link, lies below a folder that may be read. A file is known by the name that the workspace's folders
 * give it, so that one file read through two paths is one file.
 */
import { readFile, readdir, realpath, stat } from 'node:fs/promises';
import { maxFileLength, maxIncbinBytes } from '../base/limits';
import { fileId, type FileId } from '../lexer/token-chunk';
import type { Change, FileChange } from '../workspace/change';
import { isReadable } from '../workspace/confinement';
import { includeCandidates, includedNames } from '../workspace/includes';
import { isBelow, normalisePath } from '../workspace/paths';
import { isOnDisk } from './uri';

export interface FileLoader {
  /** Looks for paths and loads them together with all that they seem to include. */
  load(paths: readonly string[], wish: LoadWish): Promise<Change>;
  /** Looks for the files of `/incbin/`. */
  loadBinaries(paths: readonly string[]): Promise<Change>;
  /** The text of one file; undefined when it is not there or must not be read. */
  readText(path: string): Promise<string | undefined>;
  /** The names in a folder that may be read; none when it cannot be. Folders end with `/`. */
  list(folder: string): Promise<readonly string[]>;
}

export interface LoadWish {
  readonly includePaths: readonly string[];
  /** The text of a file that is loaded already, by any of its names. */
  readonly known: (path: string) => string | undefined;
}

/** Makes a loader. `folders` gives the folders that may be read at the moment, the workspace's first. */
export function createFileLoader(
  folders: () => readonly string[],
  log: (message: string) => void,
): FileLoader {
  const realFolders = new Map<string, string | undefined>();
  const realFolder = async (folder: string) => {
    if (!realFolders.has(folder)) realFolders.set(folder, await realPathOf(folder));
    return realFolders.get(folder);
  };
  const refused = new Set<string>();
  const find = async (path: string): Promise<FoundFile | undefined> => {
    const real = isOnDisk(path) ? await realPathOf(path) : undefined;
    if (real === undefined) return undefined;
    const named = folders();
    const reals = await Promise.all(named.map(realFolder));
    const isAllowed = isReadable(
      real,
      reals.filter((it) => it !== undefined),
    );
    if (isAllowed) return { real, file: nameOf(real, named, reals) };
    if (!refused.has(real))
      log(`not read: ${path} lies outside the workspace and its include folders`);
    refused.add(real);
    return undefined;
  };
  const readText = async (path: string) => {
    const found = await find(path);
    return found && textOf(found.real);
  };
  return {
    readText,
    load: (paths, wish) => loadAll(paths, wish, find),
    loadBinaries: async (paths) => {
      const all = await Promise.all(
        paths.map(async (path) => {
          const found = await find(path);
          return { path, bytes: found && (await bytesOf(found.real, maxIncbinBytes)) };
        }),
      );
      return {
        binaries: new Map(all.flatMap(({ path, bytes }) => (bytes ? [[path, bytes]] : []))),
        absent: all.filter((it) => it.bytes === undefined).map((it) => it.path),
      };
    },
    list: async (folder) => {
      const found = await find(folder);
      if (found === undefined) return [];
      const entries = await readdir(found.real, { withFileTypes: true }).catch(() => []);
      return entries.map((it) => (it.isDirectory() ? `${it.name}/` : it.name)).sort();
    },
  };
}

interface FoundFile {
  /** The path without symbolic links. */
  readonly real: string;
  readonly file: FileId;
}

/** Follows includes as far as the text alone tells, so that one round usually loads everything. */
async function loadAll(
  paths: readonly string[],
  wish: LoadWish,
  find: (path: string) => Promise<FoundFile | undefined>,
): Promise<Change> {
  const files = new Map<FileId, string>();
  const aliases = new Map<string, FileId>();
  const absent: string[] = [];
  const looked = new Map<string, Promise<boolean>>();
  const look = (path: string): Promise<boolean> => {
    const known = looked.get(path) ?? lookAt(path);
    looked.set(path, known);
    return known;
  };
  const lookAt = async (path: string): Promise<boolean> => {
    if (wish.known(path) !== undefined) return true;
    const found = await find(path);
    const text =
      found && (wish.known(found.file) ?? files.get(found.file) ?? (await textOf(found.real)));
    if (found === undefined || text === undefined) {
      absent.push(path);
      return false;
    }
    if (path !== found.file) aliases.set(path, found.file);
    if (wish.known(found.file) === undefined) files.set(found.file, text);
    await Promise.all(
      includedNames(text).map((name) =>
        lookInTurn(includeCandidates(path, name, wish.includePaths)),
      ),
    );
    return true;
  };
  const lookInTurn = async (candidates: readonly string[]) => {
    for (const candidate of candidates)
      if (isPending(looked, candidate) || (await look(candidate))) return;
  };
  await Promise.all(paths.map(look));
  const changes = [...files].map(([file, text]): FileChange => ({ kind: 'text', file, text }));
  return { files: changes, aliases, absent };
}

/** A file that is being looked at: waiting for it could be waiting for oneself, when files include each other. */
function isPending(looked: ReadonlyMap<string, unknown>, path: string): boolean {
  return looked.has(path);
}

function realPathOf(path: string): Promise<string | undefined> {
  return realpath(path).then(normalisePath, nothing);
}

/** The name that a folder's own path gives to a file behind it. */
function nameOf(
  real: string,
  folders: readonly string[],
  reals: readonly (string | undefined)[],
): FileId {
  for (const [i, folder] of folders.entries()) {
    const realFolder = reals[i];
    if (realFolder !== undefined && isBelow(real, realFolder))
      return fileId(normalisePath(folder + real.slice(realFolder.length)));
  }
  return fileId(real);
}

async function textOf(path: string): Promise<string | undefined> {
  const bytes = await bytesOf(path, maxFileLength);
  return bytes && new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
}

async function bytesOf(path: string, limit: number): Promise<Uint8Array | undefined> {
  const facts = await stat(path).catch(nothing);
  const isRead = facts?.isFile() === true && facts.size <= limit;
  return isRead ? readFile(path).catch(nothing) : undefined;
}

/** What a file that cannot be read comes to. */
function nothing(): undefined {
  return undefined;
}
