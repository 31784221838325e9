/**
 * The server's one place that changes: the open documents and the workspace behind them. What the core asks for is
 * loaded here until nothing is missing; open documents always win over the disk.
 */
import { existsSync } from 'node:fs';
import type { TextDocumentContentChangeEvent } from 'vscode-languageserver/node';
import { fileId, type FileId } from '../lexer/token-chunk';
import { fileName, folderOf } from '../text/path';
import type { Change } from '../workspace/change';
import {
  configurationName,
  readConfiguration,
  type Configuration,
} from '../workspace/configuration';
import { readableFolders } from '../workspace/confinement';
import type { Context } from '../workspace/context';
import { foldersAbove, isBelow, isRootName } from '../workspace/paths';
import type { FolderSettings } from '../workspace/settings';
import { sourceTreeOf, type SourceTree } from '../workspace/source-tree';
import type { Snapshot } from '../workspace/snapshot';
import { createWorkspace } from '../workspace/workspace';
import type { Client } from './client';
import { createFileLoader } from './file-loader';
import { findRoots } from './find-roots';
import { changedFile } from './from-lsp';
import { bundledSchemas, schemasBelow } from './schema-files';
import type { GivenSettings } from './settings-source';
import { isOnDisk, uriOfFile } from './uri';

export interface OpenDocument {
  /** As the client named it. */
  readonly uri: string;
  readonly version: number;
}

export interface Session {
  readonly client: Client;
  snapshot(): Snapshot;
  /** Open documents, the one opened last first. */
  readonly documents: ReadonlyMap<FileId, OpenDocument>;
  /** The URI that the client knows a file by. */
  uriOf(file: FileId): string;
  open(file: FileId, document: OpenDocument, text: string): void;
  change(file: FileId, version: number, changes: readonly TextDocumentContentChangeEvent[]): void;
  close(file: FileId): Promise<void>;
  /** The newest snapshot, once everything that the file's preferred context asks for is loaded. */
  settled(file: FileId): Promise<Snapshot>;
  /** The newest snapshot, once everything that a context asks for is loaded. */
  filled(context: Context): Promise<Snapshot>;
  /** Files on the disk were written, made or deleted. */
  refresh(files: readonly FileId[]): Promise<void>;
  /** Takes the settings; until the first time nothing is answered that depends on them. */
  configure(given: GivenSettings): Promise<void>;
  setFolders(folders: readonly string[]): Promise<void>;
}

/** How many rounds of loading a context gets: each include that only a macro names takes one. */
const mostRounds = 500;

/** How many configured roots are looked at to find those that include a file. */
const mostConfiguredRoots = 64;

interface State {
  readonly folders: readonly string[];
  readonly settings: readonly FolderSettings[];
  readonly schemaFolders: readonly string[];
  readonly configurations: ReadonlyMap<string, Configuration>;
}

/** Makes a session without documents. `changed` is told of every change, with the file that the user edited. */
export function createSession(
  client: Client,
  log: (message: string) => void,
  changed: (edited: FileId | undefined) => void,
): Session {
  const workspace = createWorkspace();
  const documents = new Map<FileId, OpenDocument>();
  const trees = new Map<string, SourceTree>();
  const cell: { state: State } = {
    state: { folders: client.folders, settings: [], schemaFolders: [], configurations: new Map() },
  };
  const readable = () => {
    const { configurations, settings } = cell.state;
    const sources = { configurations: [...configurations.values()], settings, trees };
    const folders = [...cell.state.folders, ...looseFolders(documents, cell.state.folders)];
    return [...readableFolders(folders, sources), ...cell.state.schemaFolders];
  };
  const loader = createFileLoader(readable, log);

  /** Takes loaded files in, except those that are open. */
  const apply = (change: Change, edited?: FileId) => {
    const files = change.files?.filter((it) => it.kind === 'source' || !documents.has(it.file));
    workspace.apply(files ? { ...change, files } : change);
    changed(edited);
  };

  const knownText = (path: string) => workspace.current().file(fileId(path))?.text;

  const fill = async (context: Context): Promise<Snapshot> => {
    for (let round = 0; round < mostRounds; round++) {
      const snapshot = workspace.current();
      const missing = snapshot.missing(context);
      if (missing.length > 0) {
        const { includePaths } = context;
        apply(await loader.load(missing, { includePaths, known: knownText }));
        continue;
      }
      const { missingBinaries } = snapshot.analysis(context);
      if (missingBinaries.length === 0) return snapshot;
      apply(await loader.loadBinaries(missingBinaries));
    }
    return workspace.current();
  };
  const filling = new Map<Context, Promise<Snapshot>>();
  const filled = (context: Context): Promise<Snapshot> => {
    const running = filling.get(context) ?? fill(context).finally(() => filling.delete(context));
    filling.set(context, running);
    return running;
  };

  const bundled = bundledSchemas(log);
  const loadSchemas = async () => {
    const configured = [...cell.state.configurations.values()].flatMap((it) => it.schemas);
    const folders = [...new Set([...cell.state.schemaFolders, ...configured])];
    workspace.apply({
      schemas: [...(await schemasBelow(folders, loader, log)), ...(await bundled)],
    });
  };

  const recognise = (file: FileId): ReadonlyMap<string, SourceTree> => {
    const folder = folderOf(file);
    const tree = trees.has(folder) || !isOnDisk(file) ? undefined : sourceTreeOf(file, existsSync);
    if (tree !== undefined) trees.set(folder, tree);
    return trees;
  };

  const readConfigurations = async (file: FileId) => {
    const paths = configurationPaths(file, cell.state.folders);
    const unknown = paths.filter((it) => !cell.state.configurations.has(it));
    const texts = await Promise.all(unknown.map((it) => loader.readText(it)));
    const found = unknown.flatMap((path, i): [string, Configuration][] => {
      const text = texts[i];
      return text === undefined
        ? []
        : [[path, trustedPart(readConfiguration(path, text), client, cell.state.folders)]];
    });
    if (found.length === 0) return;
    cell.state = {
      ...cell.state,
      configurations: new Map([...cell.state.configurations, ...found]),
    };
    for (const [path, { problems }] of found)
      for (const { where, message } of problems)
        log(`${path}: ${where === '' ? '' : `${where}: `}${message}`);
    apply({ configurations: [...cell.state.configurations.values()] });
    if (found.some(([, it]) => it.schemas.length > 0)) await loadSchemas();
  };

  /** Looks, once for each file, for what decides about its contexts. */
  const prepare = async (file: FileId) => {
    await readConfigurations(file);
    if (isRootName(file)) return;
    const configured = [...cell.state.configurations.values()]
      .flatMap((it) => it.contexts)
      .flatMap((it) => (it.root === undefined ? [] : [it.root]));
    await loadRoots(configured.slice(0, mostConfiguredRoots));
    const isReached = workspace
      .current()
      .contextsOf(file)
      .some((it) => it.root !== file);
    const folder = cell.state.folders.find((it) => isBelow(file, it));
    if (!isReached && isOnDisk(file)) await loadRoots(await findRoots(file, folder, loader));
  };
  const loadRoots = async (roots: readonly string[]) => {
    for (const root of roots.map(fileId)) {
      apply({ trees: recognise(root) });
      const { includePaths } = workspace.current().contextOfRoot(root);
      apply(await loader.load([root], { includePaths, known: knownText }));
    }
  };
  const prepared = new Map<FileId, Promise<void>>();
  const ready = openable();

  return {
    client,
    documents,
    snapshot: () => workspace.current(),
    uriOf: (file) => documents.get(file)?.uri ?? uriOfFile(file),
    filled,
    settled: async (file) => {
      await ready.promise;
      const preparing = prepared.get(file) ?? prepare(file);
      prepared.set(file, preparing);
      await preparing;
      const [context] = workspace.current().contextsOf(file);
      return context === undefined ? workspace.current() : filled(context);
    },
    open: (file, document, text) => {
      const others = [...documents].filter(([it]) => it !== file);
      documents.clear();
      for (const [it, value] of [[file, document] as const, ...others]) documents.set(it, value);
      workspace.apply({
        files: [{ kind: 'text', file, text }],
        open: [...documents.keys()],
        trees: recognise(file),
      });
      changed(file);
    },
    change: (file, version, changes) => {
      const document = documents.get(file);
      const source = workspace.current().file(file);
      if (document === undefined || source === undefined) return;
      documents.set(file, { ...document, version });
      workspace.apply({ files: [{ kind: 'source', source: changedFile(source, changes) }] });
      changed(file);
    },
    close: async (file) => {
      documents.delete(file);
      prepared.delete(file);
      workspace.apply({ open: [...documents.keys()] });
      const text = await loader.readText(file);
      apply({
        files: [text === undefined ? { kind: 'removed', file } : { kind: 'text', file, text }],
      });
    },
    refresh: async (files) => {
      const known = workspace.current().files;
      const configurations = new Map(cell.state.configurations);
      const changes = await Promise.all(
        files.map(async (file): Promise<Change> => {
          if (fileName(file) === configurationName) configurations.delete(file);
          if (!known.has(file)) return { isAbsentForgotten: true };
          const text = await loader.readText(file);
          return {
            files: [text === undefined ? { kind: 'removed', file } : { kind: 'text', file, text }],
          };
        }),
      );
      if (configurations.size !== cell.state.configurations.size) {
        cell.state = { ...cell.state, configurations };
        workspace.apply({ configurations: [...configurations.values()] });
      }
      prepared.clear();
      changes.forEach((it) => apply(it));
    },
    configure: async ({ schemaFolders, settings }) => {
      cell.state = { ...cell.state, schemaFolders, settings };
      workspace.apply({ settings });
      await loadSchemas();
      ready.open();
      changed(undefined);
    },
    setFolders: async (folders) => {
      cell.state = { ...cell.state, folders };
      prepared.clear();
      await Promise.all([...documents.keys()].map(readConfigurations));
      changed(undefined);
    },
  };
}

/** A promise that somebody else fulfils. */
function openable() {
  const resolvers: (() => void)[] = [];
  const promise = new Promise<void>((resolve) => resolvers.push(resolve));
  return { promise, open: () => resolvers.forEach((it) => it()) };
}

/** A file opened outside all folders may read what lies beside and below it. */
function looseFolders(
  documents: ReadonlyMap<FileId, unknown>,
  folders: readonly string[],
): readonly string[] {
  return [...documents.keys()]
    .filter((it) => isOnDisk(it) && !folders.some((folder) => isBelow(it, folder)))
    .map(folderOf);
}

/** Where the configuration of a file may lie: its folder and those above it, up to the workspace folder. */
function configurationPaths(file: FileId, folders: readonly string[]): readonly string[] {
  if (!isOnDisk(file)) return [];
  const above = foldersAbove(file);
  const inside = above.filter((it) => folders.some((folder) => isBelow(it, folder)));
  const searched = inside.length > 0 ? inside : above.slice(0, 1);
  return searched.map((it) => (it.endsWith('/') ? it : `${it}/`) + configurationName);
}

/** What an untrusted workspace may configure: paths inside the workspace only, and no schemas. */
function trustedPart(
  configuration: Configuration,
  { isTrusted }: Client,
  folders: readonly string[],
): Configuration {
  if (isTrusted) return configuration;
  const inside = (paths: readonly string[]) =>
    paths.filter((path) => folders.some((folder) => isBelow(path, folder)));
  return {
    ...configuration,
    schemas: [],
    contexts: configuration.contexts
      .filter(({ root }) => root === undefined || inside([root]).length > 0)
      .map((it) => ({
        ...it,
        includePaths: inside(it.includePaths),
        overlays: inside(it.overlays),
      })),
  };
}
