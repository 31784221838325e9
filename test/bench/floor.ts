/**
 * What no server can do without: a server in the same language, with the same protocol library, that answers each edit
 * with the findings it was given at its start and does nothing else. The bench runs itself as this server.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import {
  createConnection,
  TextDocumentSyncKind,
  type Diagnostic,
  type VersionedTextDocumentIdentifier,
} from 'vscode-languageserver/node';

const flag = '--answer-with';

/** How to start a server that always has these findings. `work` is a folder for them. */
export function floorServer(
  findings: readonly Diagnostic[],
  work: string,
): { readonly cli: string; readonly args: readonly string[] } {
  const file = path.join(work, 'findings.json');
  writeFileSync(file, JSON.stringify(findings));
  return { cli: process.argv[1] ?? '', args: [flag, file] };
}

/** Serves when the bench was started as this server; false when it was not. */
export function serveAsFloor([first, file]: readonly string[]): boolean {
  if (first !== flag || file === undefined) return false;
  const diagnostics = JSON.parse(readFileSync(file, 'utf8')) as Diagnostic[];
  const connection = createConnection(process.stdin, process.stdout);
  const answer = ({ uri, version }: VersionedTextDocumentIdentifier) =>
    void connection.sendDiagnostics({ uri, version, diagnostics });
  connection.onInitialize(() => ({
    capabilities: { textDocumentSync: TextDocumentSyncKind.Incremental },
  }));
  connection.onDidOpenTextDocument(({ textDocument }) => {
    answer(textDocument);
  });
  connection.onDidChangeTextDocument(({ textDocument }) => {
    answer(textDocument);
  });
  connection.listen();
  return true;
}
