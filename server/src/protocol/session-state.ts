/**
 * What a session keeps: the workspace, what is open, and what was found on the disk that decides about contexts. One
 * record for each client; only the functions of `session.ts`, `surroundings.ts` and this file change it.
 */
import type { FileId } from '../lexer/token-chunk';
import { folderOf } from '../text/path';
import type { Change } from '../workspace/change';
import type { Configuration } from '../workspace/configuration';
import { readableFolders } from '../workspace/confinement';
import { isBelow } from '../workspace/paths';
import type { FolderSettings } from '../workspace/settings';
import type { SourceTree } from '../workspace/source-tree';
import type { Workspace } from '../workspace/workspace';
import type { Client } from './client';
import type { FileLoader } from './file-loader';
import { isOnDisk } from './uri';

export interface OpenDocument {
  /** As the client named it. */
  readonly uri: string;
  readonly version: number;
}

export interface Preparation {
  readonly promise: Promise<void>;
  isDone: boolean;
}

export interface SessionState {
  readonly client: Client;
  readonly workspace: Workspace;
  readonly loader: FileLoader;
  readonly log: (message: string) => void;
  /** Told of every change, with the file that the user edited. */
  readonly changed: (edited: FileId | undefined) => void;
  /** The one opened last first. */
  readonly documents: Map<FileId, OpenDocument>;
  /** The recognised source tree of each folder. */
  readonly trees: Map<string, SourceTree>;
  /** The `.dts-chosen.json` files that were found, by path. */
  readonly configurations: Map<string, Configuration>;
  /** The search for what decides about the contexts of each file, begun or done. */
  readonly prepared: Map<FileId, Preparation>;
  /** How often documents were opened, edited or closed. */
  revision: number;
  folders: readonly string[];
  settings: readonly FolderSettings[];
  /** Folders with schemas that settings name. */
  schemaFolders: readonly string[];
  /** The folders that the schemas in use came from, besides our own. */
  usedSchemaFolders?: readonly string[];
}

/** Takes loaded files in, except those that are open: there the editor's text holds. */
export function applyLoaded(state: SessionState, change: Change): void {
  const { documents, workspace } = state;
  const files = change.files?.filter((it) => it.kind === 'source' || !documents.has(it.file));
  workspace.apply(files ? { ...change, files } : change);
  state.changed(undefined);
}

/** The folders below which files may be read now, the workspace's first. */
export function readableNow(state: Omit<SessionState, 'loader'>): readonly string[] {
  const { client, configurations, documents, folders, schemaFolders, settings, trees } = state;
  // An untrusted workspace's own folders hold all that its configurations may name: a link below them leads nowhere else.
  const isInside = (path: string) => folders.some((folder) => isBelow(path, folder));
  const sources = client.isTrusted
    ? { configurations: [...configurations.values()], settings, trees }
    : { configurations: [], settings, trees: treesOutside(trees, isInside) };
  // A file opened outside all folders may read what lies beside and below it.
  const loose = [...documents.keys()].filter((it) => isOnDisk(it) && !isInside(it)).map(folderOf);
  return [...readableFolders([...folders, ...loose], sources), ...schemaFolders];
}

/** The trees with those of their folders that the workspace's own do not hold. */
function treesOutside(
  trees: ReadonlyMap<string, SourceTree>,
  isInside: (path: string) => boolean,
): ReadonlyMap<string, SourceTree> {
  return new Map(
    [...trees].map(([folder, tree]) => [
      folder,
      { ...tree, readable: tree.readable.filter((it) => !isInside(it)) },
    ]),
  );
}
