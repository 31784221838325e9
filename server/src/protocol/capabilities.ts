/** What the server offers; to each client only what it can use. */
import {
  CodeActionKind,
  TextDocumentSyncKind,
  type ServerCapabilities,
} from 'vscode-languageserver/node';
import type { Client } from './client';

/** The answer to `initialize`. */
export function capabilitiesFor(client: Client): ServerCapabilities {
  return {
    positionEncoding: 'utf-16',
    textDocumentSync: {
      openClose: true,
      change: TextDocumentSyncKind.Incremental,
      save: { includeText: false },
    },
    completionProvider: { triggerCharacters: ['"', '&', ',', '/', '<'] },
    hoverProvider: true,
    definitionProvider: true,
    documentSymbolProvider: true,
    foldingRangeProvider: true,
    documentLinkProvider: {},
    codeActionProvider: {
      codeActionKinds: [
        CodeActionKind.QuickFix,
        `${CodeActionKind.Refactor}.move`,
        CodeActionKind.SourceFixAll,
      ],
    },
    ...(client.pullsDiagnostics && {
      diagnosticProvider: {
        identifier: 'dts-chosen',
        interFileDependencies: true,
        workspaceDiagnostics: false,
      },
    }),
    ...(client.changesFolders && {
      workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
    }),
  };
}
