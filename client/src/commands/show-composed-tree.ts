/**
 * The commands that show the composed tree of a file, as dtc would see it, beside the file. The tree
 * is a read-only document under its own scheme and language, so that the server is never asked to
 * check it; it follows the sources as they change.
 */
import * as vscode from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { composedTreeRequest } from '../messages';

const scheme = 'dts-chosen-tree';
const language = 'dts-composed';

/** Milliseconds without a keystroke before open trees are asked for again. */
const quietTime = 300;

/** Registers both commands and the documents they open. */
export function registerComposedTree(client: LanguageClient): vscode.Disposable {
  const changed = new vscode.EventEmitter<vscode.Uri>();
  const provider: vscode.TextDocumentContentProvider = {
    onDidChange: changed.event,
    provideTextDocumentContent: (uri, token) => composedText(client, uri, token),
  };
  return vscode.Disposable.from(
    changed,
    vscode.workspace.registerTextDocumentContentProvider(scheme, provider),
    vscode.commands.registerCommand('dts-chosen.showComposedTree', (source?: vscode.Uri) =>
      showComposedTree(source, false),
    ),
    vscode.commands.registerCommand(
      'dts-chosen.showComposedTreeWithOrigins',
      (source?: vscode.Uri) => showComposedTree(source, true),
    ),
    refreshWhenQuiet(changed),
  );
}

async function showComposedTree(source: unknown, provenance: boolean): Promise<void> {
  const uri = source instanceof vscode.Uri ? source : vscode.window.activeTextEditor?.document.uri;
  if (uri === undefined) {
    void vscode.window.showInformationMessage('Open a Devicetree file to see its composed tree.');
    return;
  }
  const document = await vscode.workspace.openTextDocument(treeUri(uri, provenance));
  await vscode.languages.setTextDocumentLanguage(document, language);
  await vscode.window.showTextDocument(document, {
    viewColumn: vscode.ViewColumn.Beside,
    preserveFocus: true,
  });
}

/** The path is what the tab shows; the query says of which file, and how, the tree is to be. */
function treeUri(source: vscode.Uri, provenance: boolean): vscode.Uri {
  const path = `${source.path} (composed${provenance ? ', with origins' : ''})`;
  const query = new URLSearchParams({ of: source.toString(), provenance: String(provenance) });
  return vscode.Uri.from({ scheme, path, query: query.toString() });
}

async function composedText(
  client: LanguageClient,
  tree: vscode.Uri,
  token: vscode.CancellationToken,
): Promise<string> {
  const query = new URLSearchParams(tree.query);
  const source = vscode.Uri.parse(query.get('of') ?? '');
  const uri = client.code2ProtocolConverter.asUri(source);
  const provenance = query.get('provenance') === 'true';
  const { text } = await client.sendRequest(composedTreeRequest, { uri, provenance }, token);
  return text;
}

/** Any source may be part of any open tree, by inclusion: only the server knows, so all are renewed. */
function refreshWhenQuiet(changed: vscode.EventEmitter<vscode.Uri>): vscode.Disposable {
  const trees = (): readonly vscode.TextDocument[] =>
    vscode.workspace.textDocuments.filter((it) => it.uri.scheme === scheme);
  const timers = new Set<NodeJS.Timeout>();
  const cancel = (): void => {
    timers.forEach((timer) => clearTimeout(timer));
    timers.clear();
  };
  const listener = vscode.workspace.onDidChangeTextDocument(({ document }) => {
    if (document.uri.scheme === scheme || document.uri.scheme === 'output') return;
    if (trees().length === 0) return;
    cancel();
    timers.add(setTimeout(() => trees().forEach((it) => changed.fire(it.uri)), quietTime));
  });
  return vscode.Disposable.from(listener, { dispose: cancel });
}
