/**
 * The wiring: which message is answered by whom. One line for each request; the answers are made in `features/`.
 * The server asks nothing of a client before `initialized`, and then only what the client offered.
 */
import {
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  type CancellationToken,
  type Connection,
  type DocumentDiagnosticReport,
} from 'vscode-languageserver/node';
import type { FileId } from '../lexer/token-chunk';
import { capabilitiesFor } from './capabilities';
import { clientOf, type Client } from './client';
import { composedTreeRequest, statusNotification } from './extensions';
import { codeActions } from './features/code-actions';
import { completion } from './features/completion';
import { composedTree } from './features/composed-tree';
import { definition } from './features/definition';
import { documentLinks } from './features/document-links';
import { documentSymbols } from './features/document-symbols';
import { foldingRanges } from './features/folding-ranges';
import { hover } from './features/hover';
import { createPullDiagnostics } from './features/pull-diagnostics';
import { cancelled, guarded, guardedRequest, surviveEverything } from './guard';
import { createPublisher } from './publisher';
import { createSession, type Session } from './session';
import { currentSettings } from './settings-source';
import { fileOfUri } from './uri';
import { viewOf, type View } from './view';

/** Serves one client until it says `exit`. */
export function serve(connection: Connection): void {
  const log = (message: string) => connection.console.error(message);
  surviveEverything(log);
  const cell: { session?: Session; folders: readonly { path: string; uri: string }[] } = {
    folders: [],
  };
  const session = (): Session => cell.session ?? (cell.session = start(emptyClient));
  const publisher = createPublisher(session, {
    diagnostics: (params) => void connection.sendDiagnostics(params),
    status: (status) => void connection.sendNotification(statusNotification, status),
    run: (work) => void guarded(log, 'diagnostics', work)(),
  });
  const start = (client: Client) =>
    createSession(client, log, (edited) => publisher.schedule(edited));
  const note = <P extends readonly unknown[]>(
    name: string,
    handle: (...params: P) => void | Promise<void>,
  ) => guarded(log, name, handle);

  connection.onInitialize((params) => {
    const client = clientOf(params);
    cell.session = start(client);
    cell.folders = (params.workspaceFolders ?? []).map(({ uri }) => ({
      uri,
      path: fileOfUri(uri),
    }));
    const serverInfo = { name: 'dts-chosen' };
    return { capabilities: capabilitiesFor(client), serverInfo };
  });
  const configure = async (sent: unknown) => {
    await session().configure(
      await currentSettings(connection, session().client, cell.folders, sent),
    );
    if (session().client.refreshesDiagnostics) connection.languages.diagnostics.refresh();
  };
  connection.onInitialized(
    note('initialized', async () => {
      register(connection, session().client);
      if (session().client.changesFolders)
        connection.workspace.onDidChangeWorkspaceFolders(
          note('folders', async ({ added, removed }) => {
            const gone = new Set(removed.map((it) => it.uri));
            const more = added.map(({ uri }) => ({ uri, path: fileOfUri(uri) }));
            cell.folders = [...cell.folders.filter((it) => !gone.has(it.uri)), ...more];
            await session().setFolders(cell.folders.map((it) => it.path));
            await configure(undefined);
          }),
        );
      await configure(undefined);
    }),
  );
  connection.onDidChangeConfiguration(
    note('settings', ({ settings }) => configure(settings ?? undefined)),
  );

  connection.onDidOpenTextDocument(
    note('open', ({ textDocument: { uri, version, text } }) =>
      session().open(fileOfUri(uri), { uri, version }, text),
    ),
  );
  connection.onDidChangeTextDocument(
    note('change', ({ textDocument, contentChanges }) =>
      session().change(fileOfUri(textDocument.uri), textDocument.version, contentChanges),
    ),
  );
  connection.onDidCloseTextDocument(
    note('close', ({ textDocument }) => session().close(fileOfUri(textDocument.uri))),
  );
  connection.onDidSaveTextDocument(
    note('save', async () => {
      // A client that watches no files may at least have saved one that others include.
      if (!session().client.watchesFiles) await session().refresh(closedFiles(session()));
    }),
  );
  connection.onDidChangeWatchedFiles(
    note('files', async ({ changes }) => {
      await session().refresh(changes.map((it) => fileOfUri(it.uri)));
      if (session().client.refreshesDiagnostics) connection.languages.diagnostics.refresh();
    }),
  );

  /** Answers about a document from the newest snapshot, once its context is loaded. */
  const about =
    <P extends { readonly textDocument: { readonly uri: string } }, R>(
      feature: (view: View, params: P) => R,
      empty: R,
    ) =>
    async (params: P, token: CancellationToken): Promise<R> => {
      const file = fileOfUri(params.textDocument.uri);
      const snapshot = await session().settled(file);
      if (token.isCancellationRequested) throw cancelled();
      const view = viewOf(session(), snapshot, file);
      return view === undefined ? empty : feature(view, params);
    };
  /** Answers about a document from its own text alone. */
  const aboutText =
    <P extends { readonly textDocument: { readonly uri: string } }, R>(
      feature: (view: View, params: P) => R,
      empty: R,
    ) =>
    (params: P): R => {
      const view = viewOf(session(), session().snapshot(), fileOfUri(params.textDocument.uri));
      return view === undefined ? empty : feature(view, params);
    };
  const noReport: DocumentDiagnosticReport = { kind: 'full', items: [] };
  const pull = createPullDiagnostics(session);

  connection.onHover(guardedRequest(log, 'hover', about(hover, null), null));
  connection.onCompletion(guardedRequest(log, 'completion', about(completion, null), null));
  connection.onDefinition(guardedRequest(log, 'definition', about(definition, []), []));
  connection.onCodeAction(guardedRequest(log, 'codeAction', about(codeActions, []), []));
  connection.onDocumentLinks(guardedRequest(log, 'documentLink', about(documentLinks, []), []));
  connection.onDocumentSymbol(
    guardedRequest(log, 'documentSymbol', aboutText(documentSymbols, []), []),
  );
  connection.onFoldingRanges(guardedRequest(log, 'foldingRange', aboutText(foldingRanges, []), []));
  connection.languages.diagnostics.on(guardedRequest(log, 'diagnostic', pull, noReport));
  connection.onRequest(
    composedTreeRequest,
    guardedRequest(
      log,
      'composedTree',
      (params, token) => {
        const asked = { ...params, textDocument: { uri: params.uri } };
        return about<typeof asked, { readonly text: string }>(composedTree, { text: '' })(
          asked,
          token,
        );
      },
      { text: '' },
    ),
  );
  connection.listen();
}

/** What stands in for a client that skips `initialize`. */
const emptyClient: Client = clientOf({ processId: null, rootUri: null, capabilities: {} });

/** Asks for news about settings and files where the client lets itself be asked. */
function register(connection: Connection, client: Client): void {
  if (client.registersConfiguration)
    void connection.client.register(DidChangeConfigurationNotification.type, {
      section: 'dts-chosen',
    });
  if (client.watchesFiles)
    void connection.client.register(DidChangeWatchedFilesNotification.type, {
      watchers: ['**/*.{dts,dtsi,dtso,overlay,h}', '**/.dts-chosen.json'].map((globPattern) => ({
        globPattern,
      })),
    });
}

/** Loaded files that are not open. */
function closedFiles(session: Session): readonly FileId[] {
  return [...session.snapshot().files.keys()].filter((it) => !session.documents.has(it));
}
