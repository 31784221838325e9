/**
 * One client's open documents and the workspace behind them. What the core asks for is loaded here until nothing is
 * missing; open documents always win over the disk.
 */
import type { TextDocumentContentChangeEvent } from 'vscode-languageserver/node';
import { fileId, type FileId } from '../lexer/token-chunk';
import { fileName } from '../text/path';
import type { Change, FileChange } from '../workspace/change';
import { configurationName } from '../workspace/configuration';
import type { Context } from '../workspace/context';
import type { Snapshot } from '../workspace/snapshot';
import { createWorkspace } from '../workspace/workspace';
import type { Client } from './client';
import { createFileLoader } from './file-loader';
import { changedFile } from './from-lsp';
import { applyLoaded, readableNow, type OpenDocument, type SessionState } from './session-state';
import type { GivenSettings } from './settings-source';
import { findConfigurations, isPrepared, loadSchemas, prepare, recognise } from './surroundings';
import { uriOfFile } from './uri';

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
  /** Lets go of the work for boards that nobody looks at any more, but for a few. */
  keepReady(contexts: ReadonlySet<Context>): void;
  /** How often documents were opened, edited or closed: an answer about an earlier count is out of date. */
  revision(): number;
  /** The newest snapshot, once everything that the file's preferred context asks for is loaded. */
  settled(file: FileId): Promise<Snapshot>;
  /** What must be waited for before the contexts of a file can be told; undefined when nothing must. */
  preparing(file: FileId): Promise<void> | undefined;
  /** What must be waited for before a context can be analysed; undefined when nothing is missing. */
  filling(context: Context): Promise<unknown> | undefined;
  /** Files on the disk were written, made or deleted. */
  refresh(files: readonly FileId[]): Promise<void>;
  /** Takes the settings; until the first time nothing is answered that depends on them. */
  configure(given: GivenSettings): Promise<void>;
  setFolders(folders: readonly string[]): Promise<void>;
}

/** How many rounds of loading a context gets: each include that only a macro names takes one. */
const mostRounds = 500;

/** Makes a session without documents. `changed` is told of every change, with the file that the user edited. */
export function createSession(
  client: Client,
  log: (message: string) => void,
  changed: (edited: FileId | undefined) => void,
): Session {
  const state = createState(client, log, changed);
  const { documents, workspace } = state;
  const { filling, filled } = createFiller(state);
  const ready = openable();
  const uris = new Map<FileId, string>();
  const uriOnDisk = (file: FileId): string => {
    const uri = uris.get(file) ?? uriOfFile(file);
    uris.set(file, uri);
    return uri;
  };
  const preparing = (file: FileId): Promise<void> | undefined => {
    if (ready.isOpen() && isPrepared(state, file)) return undefined;
    return ready.promise.then(() => prepare(state, file));
  };
  return {
    client,
    documents,
    snapshot: () => workspace.current(),
    uriOf: (file) => documents.get(file)?.uri ?? uriOnDisk(file),
    revision: () => state.revision,
    filling,
    preparing,
    settled: async (file) => {
      await preparing(file);
      const context = workspace.current().contextOf(file);
      return context === undefined ? workspace.current() : filled(context);
    },
    open: (file, document, text) => open(state, file, document, text),
    change: (file, version, changes) => change(state, file, version, changes),
    close: (file) => close(state, file),
    keepReady: (contexts) => {
      workspace.keepReady(contexts);
    },
    refresh: (files) => refresh(state, files),
    configure: async ({ schemaFolders, settings }) => {
      Object.assign(state, { schemaFolders, settings });
      workspace.apply({ settings });
      await loadSchemas(state);
      ready.open();
      changed(undefined);
    },
    setFolders: async (folders) => {
      state.folders = folders;
      state.prepared.clear();
      await Promise.all([...documents.keys()].map((it) => findConfigurations(state, it)));
      changed(undefined);
    },
  };
}

function createState(
  client: Client,
  log: SessionState['log'],
  changed: SessionState['changed'],
): SessionState {
  const known = {
    client,
    workspace: createWorkspace(),
    log,
    changed,
    documents: new Map(),
    trees: new Map(),
    configurations: new Map(),
    prepared: new Map(),
    revision: 0,
    folders: client.folders,
    settings: [],
    schemaFolders: [],
  };
  const state: SessionState = { ...known, loader: createFileLoader(() => readableNow(state), log) };
  return state;
}

/** Loads what contexts ask for; each at most once at a time. */
function createFiller(state: SessionState): {
  filling(context: Context): Promise<Snapshot> | undefined;
  filled(context: Context): Promise<Snapshot> | Snapshot;
} {
  const running = new Map<Context, Promise<Snapshot>>();
  const filling = (context: Context): Promise<Snapshot> | undefined => {
    const known = running.get(context);
    if (known !== undefined || isFull(state, context)) return known;
    const started = fill(state, context).finally(() => running.delete(context));
    running.set(context, started);
    return started;
  };
  return {
    filling,
    filled: (context) => filling(context) ?? state.workspace.current(),
  };
}

/** Whether the newest snapshot has everything that a context asks for. */
function isFull({ workspace }: SessionState, context: Context): boolean {
  const snapshot = workspace.current();
  const isRead = snapshot.missing(context).length === 0;
  return isRead && snapshot.analysis(context).missingBinaries.length === 0;
}

/** Loads what a context asks for, round by round: what was loaded may ask for more. */
async function fill(state: SessionState, context: Context): Promise<Snapshot> {
  const { loader, workspace } = state;
  const known = (path: string) => workspace.current().file(fileId(path))?.text;
  const { includePaths } = context;
  for (let round = 0; round < mostRounds; round++) {
    const snapshot = workspace.current();
    const missing = snapshot.missing(context);
    if (missing.length > 0) {
      applyLoaded(state, await loader.load(missing, { includePaths, known }));
      continue;
    }
    const { missingBinaries } = snapshot.analysis(context);
    if (missingBinaries.length === 0) return snapshot;
    applyLoaded(state, await loader.loadBinaries(missingBinaries));
  }
  return workspace.current();
}

function open(state: SessionState, file: FileId, document: OpenDocument, text: string): void {
  const { documents, workspace } = state;
  const others = [...documents].filter(([it]) => it !== file);
  documents.clear();
  documents.set(file, document);
  for (const [it, other] of others) documents.set(it, other);
  workspace.apply({
    files: [{ kind: 'text', file, text }],
    open: [...documents.keys()],
    trees: recognise(state, file),
  });
  state.revision++;
  state.changed(file);
}

function change(
  state: SessionState,
  file: FileId,
  version: number,
  changes: readonly TextDocumentContentChangeEvent[],
): void {
  const document = state.documents.get(file);
  const source = state.workspace.current().file(file);
  if (document === undefined || source === undefined) return;
  state.documents.set(file, { ...document, version });
  state.workspace.apply({ files: [{ kind: 'source', source: changedFile(source, changes) }] });
  state.revision++;
  state.changed(file);
}

async function close(state: SessionState, file: FileId): Promise<void> {
  state.revision++;
  state.documents.delete(file);
  state.prepared.delete(file);
  state.workspace.apply({ open: [...state.documents.keys()] });
  applyLoaded(state, { files: [await onDisk(state, file)] });
}

async function refresh(state: SessionState, files: readonly FileId[]): Promise<void> {
  const { configurations, workspace } = state;
  const known = workspace.current().files;
  const isConfiguration = (file: FileId) => fileName(file) === configurationName;
  const changes = await Promise.all(
    files
      .filter((it) => !isConfiguration(it))
      .map(async (file): Promise<Change> =>
        known.has(file) ? { files: [await onDisk(state, file)] } : { isAbsentForgotten: true },
      ),
  );
  const stale = files.filter(isConfiguration);
  stale.forEach((it) => configurations.delete(it));
  if (stale.length > 0) workspace.apply({ configurations: [...configurations.values()] });
  state.prepared.clear();
  changes.forEach((it) => applyLoaded(state, it));
  state.changed(undefined);
}

/** What has become of a file on the disk. */
async function onDisk({ loader }: SessionState, file: FileId): Promise<FileChange> {
  const text = await loader.readText(file);
  return text === undefined ? { kind: 'removed', file } : { kind: 'text', file, text };
}

/** A promise that somebody else fulfils. */
function openable() {
  const resolvers: (() => void)[] = [];
  const promise = new Promise<void>((resolve) => resolvers.push(resolve));
  return {
    promise,
    isOpen: () => resolvers.length === 0,
    open: () => resolvers.splice(0).forEach((it) => it()),
  };
}
