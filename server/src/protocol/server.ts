/**
 * The wiring: which message is answered by whom. One line for each request; the answers are made in `features/`.
 * The server asks nothing of a client before `initialized`, and then only what the client offered.
 */
import {
  CodeLensRefreshRequest,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  type Connection,
  type DocumentDiagnosticReport,
} from 'vscode-languageserver/node';
import { answerer, type DocumentParams } from './answerer';
import { capabilitiesFor } from './capabilities';
import { clientOf, foldersOf, type Client, type NamedFolder } from './client';
import { composedTreeRequest, statusNotification, type ComposedTreeParams } from './extensions';
import { codeActions } from './features/code-actions';
import { codeLenses } from './features/code-lens';
import { completion } from './features/completion';
import { composedTree } from './features/composed-tree';
import { definition } from './features/definition';
import { documentLinks } from './features/document-links';
import { documentSymbols } from './features/document-symbols';
import { foldingRanges } from './features/folding-ranges';
import { hover } from './features/hover';
import { createPullDiagnostics } from './features/pull-diagnostics';
import { references } from './features/references';
import { createSemanticTokens } from './features/semantic-tokens';
import { workspaceSymbols } from './features/workspace-symbols';
import { guarded, guardedRequest, surviveEverything, type Log } from './guard';
import { createPublisher } from './publisher';
import { createQueue, type Queue, type RestListener } from './queue';
import { createSession, type Session } from './session';
import { followSettings } from './settings-source';
import { sweeping, type SweepHandler } from './sweep';
import { fileOfUri } from './uri';

interface Server {
  readonly connection: Connection;
  readonly log: Log;
  readonly queue: Queue;
  /** The session of the client; before `initialize` one of a client that can nothing. */
  readonly session: () => Session;
  readonly begin: (client: Client, folders: readonly NamedFolder[]) => void;
  readonly folders: () => readonly NamedFolder[];
  readonly setFolders: (folders: readonly NamedFolder[]) => void;
}

/** Serves one client until it says `exit`. */
export function serve(connection: Connection, atRest?: RestListener): void {
  const log = (message: string) => connection.console.error(message);
  surviveEverything(log);
  const server = createServer(connection, log, atRest);
  beginAndConfigure(server);
  followDocuments(server);
  answerRequests(server);
  connection.listen();
}

function createServer(connection: Connection, log: Log, atRest?: RestListener): Server {
  const cell: { session?: Session; folders: readonly NamedFolder[] } = { folders: [] };
  const start = (client: Client) =>
    createSession(client, log, (edited) => publisher.schedule(edited));
  const session = (): Session => (cell.session ??= start(emptyClient));
  const queue = createQueue(atRest);
  const publisher = createPublisher(session, queue, {
    diagnostics: (params) => void connection.sendDiagnostics(params),
    refreshPulled: () => {
      pullAgain(connection, session().client);
    },
    status: (status) => void connection.sendNotification(statusNotification, status),
    run: (work) => void guarded(log, 'diagnostics', work)(),
  });
  return {
    connection,
    log,
    queue,
    session,
    begin: (client, folders) => {
      cell.session = start(client);
      cell.folders = folders;
    },
    folders: () => cell.folders,
    setFolders: (folders) => {
      cell.folders = folders;
    },
  };
}

const emptyClient: Client = clientOf({ processId: null, rootUri: null, capabilities: {} });

function beginAndConfigure(server: Server): void {
  const { connection, log, session } = server;
  connection.onInitialize((params) => {
    const client = clientOf(params);
    server.begin(client, foldersOf(params));
    return { capabilities: capabilitiesFor(client), serverInfo: { name: 'dts-chosen' } };
  });
  const configure = async (sent: unknown) => {
    const { client } = session();
    await followSettings(connection, client, server.folders(), sent, async (given) => {
      await session().configure(given);
      refreshPulled(server);
    });
  };
  connection.onInitialized(
    guarded(log, 'initialized', async () => {
      register(connection, session().client);
      if (session().client.changesFolders)
        connection.workspace.onDidChangeWorkspaceFolders(
          guarded(log, 'folders', async ({ added, removed }) => {
            const gone = new Set(removed.map((it) => it.uri));
            const more = added.map(({ uri }) => ({ uri, path: fileOfUri(uri) }));
            server.setFolders([...server.folders().filter((it) => !gone.has(it.uri)), ...more]);
            await session().setFolders(server.folders().map((it) => it.path));
            await configure(undefined);
          }),
        );
      await configure(undefined);
    }),
  );
  connection.onDidChangeConfiguration(
    guarded(log, 'settings', ({ settings }) => configure(settings ?? undefined)),
  );
}

function followDocuments(server: Server): void {
  const { connection, log, session } = server;
  connection.onDidOpenTextDocument(
    guarded(log, 'open', ({ textDocument: { uri, version, text } }) =>
      session().open(fileOfUri(uri), { uri, version }, text),
    ),
  );
  connection.onDidChangeTextDocument(
    guarded(log, 'change', ({ textDocument: { uri, version }, contentChanges }) =>
      session().change(fileOfUri(uri), version, contentChanges),
    ),
  );
  connection.onDidCloseTextDocument(
    guarded(log, 'close', ({ textDocument }) => session().close(fileOfUri(textDocument.uri))),
  );
  connection.onDidSaveTextDocument(
    guarded(log, 'save', async () => {
      const { client, documents, snapshot } = session();
      if (client.watchesFiles) return;
      // A client that watches no files may at least have saved one that others include.
      await session().refresh([...snapshot().files.keys()].filter((it) => !documents.has(it)));
    }),
  );
  connection.onDidChangeWatchedFiles(
    guarded(log, 'files', async ({ changes }) => {
      await session().refresh(changes.map((it) => fileOfUri(it.uri)));
      refreshPulled(server);
    }),
  );
}

function answerRequests({ connection, log, queue, session }: Server): void {
  const { about, aboutText } = answerer(log, session, queue);
  connection.onHover(about('hover', 'pointing', hover, null));
  connection.onCompletion(about('completion', 'typing', completion, null));
  connection.onDefinition(about('definition', 'pointing', definition, []));
  connection.onCodeAction(about('codeAction', 'pointing', codeActions, []));
  connection.onDocumentLinks(about('documentLink', 'listing', documentLinks, []));
  connection.onCodeLens(about('codeLens', 'listing', codeLenses, []));
  connection.onDocumentSymbol(aboutText('documentSymbol', 'listing', documentSymbols, []));
  connection.onFoldingRanges(aboutText('foldingRange', 'listing', foldingRanges, []));
  const tokens = createSemanticTokens(session);
  const { semanticTokens } = connection.languages;
  const noTokens = { data: [] };
  semanticTokens.on(aboutText('semanticTokens', 'colouring', tokens.full, noTokens));
  semanticTokens.onDelta(aboutText('semanticTokens', 'colouring', tokens.delta, noTokens));
  semanticTokens.onRange(aboutText('semanticTokens', 'colouring', tokens.range, noTokens));
  const sweep = <P, T>(
    name: string,
    title: string,
    work: Parameters<typeof sweeping<P, T>>[2],
  ): SweepHandler<P, T> => guardedRequest(log, name, sweeping(session, title, work), []);
  connection.onReferences(sweep('references', 'Finding references', references));
  connection.onWorkspaceSymbol(sweep('symbol', 'Finding symbols', workspaceSymbols));
  const noReport: DocumentDiagnosticReport = { kind: 'full', items: [] };
  const pull = createPullDiagnostics(session, queue);
  connection.languages.diagnostics.on(guardedRequest(log, 'diagnostic', pull, noReport));
  const noTree = { text: '' };
  const tree = about<ComposedTreeParams & DocumentParams, typeof noTree>(
    'composedTree',
    'listing',
    composedTree,
    noTree,
  );
  connection.onRequest(composedTreeRequest, (params, token) =>
    tree({ ...params, textDocument: { uri: params.uri } }, token),
  );
}

/** What a client has pulled may be stale although no document was edited. */
function refreshPulled({ connection, session }: Server): void {
  const { client } = session();
  if (client.refreshesLenses)
    void connection.sendRequest(CodeLensRefreshRequest.type).catch(() => undefined);
  pullAgain(connection, client);
}

/** Asks a client that pulls its findings, and lets itself be asked, for doing so again. */
function pullAgain(
  connection: Connection,
  { pullsDiagnostics, refreshesDiagnostics }: Client,
): void {
  if (pullsDiagnostics && refreshesDiagnostics) connection.languages.diagnostics.refresh();
}

/** Asks for news about settings and files where the client lets itself be asked. */
function register(connection: Connection, client: Client): void {
  const { client: registrations } = connection;
  if (client.registersConfiguration)
    void registrations.register(DidChangeConfigurationNotification.type, { section: 'dts-chosen' });
  if (client.watchesFiles)
    void registrations.register(DidChangeWatchedFilesNotification.type, {
      watchers: ['**/*.{dts,dtsi,dtso,overlay,h}', '**/.dts-chosen.json'].map((globPattern) => ({
        globPattern,
      })),
    });
}
