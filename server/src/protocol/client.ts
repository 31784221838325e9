/**
 * What the client said about itself in `initialize`. Nothing is asked of a client that did not offer it. A client
 * that says nothing about trust is trusted, as every editor without that idea is.
 */
import type { ClientCapabilities, InitializeParams } from 'vscode-languageserver/node';
import { fileOfUri } from './uri';

export interface Client {
  /** Workspace folders as ids of files. */
  readonly folders: readonly string[];
  /** False: paths that settings name are left alone. */
  readonly isTrusted: boolean;
  /** Settings for clients that can only give them at the start. */
  readonly initialSettings: unknown;
  /** Answers `workspace/configuration`. */
  readonly givesConfiguration: boolean;
  readonly registersConfiguration: boolean;
  readonly watchesFiles: boolean;
  readonly changesFolders: boolean;
  /** Pulls diagnostics of open documents, so that they are not pushed as well. */
  readonly pullsDiagnostics: boolean;
  readonly refreshesDiagnostics: boolean;
  /** Takes the news that code lenses may have changed. */
  readonly refreshesLenses: boolean;
  readonly takesDocumentChanges: boolean;
  readonly takesSnippets: boolean;
  readonly takesMarkdown: boolean;
  readonly takesHierarchicalSymbols: boolean;
  readonly takesLinks: boolean;
  readonly takesDisabledActions: boolean;
}

/** Reads the parameters of `initialize`. */
export function clientOf(params: InitializeParams): Client {
  const options = recordOf(params.initializationOptions);
  return {
    folders: foldersOf(params).map((it) => it.path),
    isTrusted: options.trusted !== false,
    initialSettings: options.settings,
    ...workspaceOf(params.capabilities),
    ...documentsOf(params.capabilities),
  };
}

function workspaceOf({ workspace }: ClientCapabilities) {
  return {
    givesConfiguration: workspace?.configuration === true,
    registersConfiguration: workspace?.didChangeConfiguration?.dynamicRegistration === true,
    watchesFiles: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    changesFolders: workspace?.workspaceFolders === true,
    refreshesLenses: workspace?.codeLens?.refreshSupport === true,
    refreshesDiagnostics: workspace?.diagnostics?.refreshSupport === true,
    takesDocumentChanges: workspace?.workspaceEdit?.documentChanges === true,
  };
}

function documentsOf({ textDocument }: ClientCapabilities) {
  const symbols = textDocument?.documentSymbol;
  return {
    pullsDiagnostics: textDocument?.diagnostic !== undefined,
    takesSnippets: textDocument?.completion?.completionItem?.snippetSupport === true,
    takesMarkdown: textDocument?.hover?.contentFormat?.includes('markdown') === true,
    takesHierarchicalSymbols: symbols?.hierarchicalDocumentSymbolSupport === true,
    takesLinks: textDocument?.definition?.linkSupport === true,
    takesDisabledActions: textDocument?.codeAction?.disabledSupport === true,
  };
}

export interface NamedFolder {
  /** As the client named it. */
  readonly uri: string;
  readonly path: string;
}

/** The workspace's folders. Clients send folders, or in older versions of the protocol one root. */
export function foldersOf({ rootUri, workspaceFolders }: InitializeParams): readonly NamedFolder[] {
  const uris = workspaceFolders?.map((it) => it.uri) ?? [];
  const all = uris.length > 0 || typeof rootUri !== 'string' ? uris : [rootUri];
  return all.map((uri) => ({ uri, path: fileOfUri(uri) }));
}

/** The value if it is an object; else an empty one. */
export function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  const isRecord = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isRecord ? { ...value } : {};
}
