/** What the server offers; to each client only what it can use. */
import {
  CodeActionKind,
  TextDocumentSyncKind,
  type ServerCapabilities,
} from 'vscode-languageserver/node';
import type { Client } from './client';
import { tokenLegend } from './features/semantic-tokens';

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
    referencesProvider: { workDoneProgress: true },
    workspaceSymbolProvider: { workDoneProgress: true },
    semanticTokensProvider: { legend: tokenLegend, full: { delta: true }, range: true },
    documentSymbolProvider: true,
    foldingRangeProvider: true,
    documentLinkProvider: {},
    codeLensProvider: {},
    codeActionProvider: {
      codeActionKinds: [
        CodeActionKind.QuickFix,
        `${CodeActionKind.Refactor}.move`,
        CodeActionKind.RefactorRewrite,
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
