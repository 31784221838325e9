/**
 * The status bar entry of a Devicetree file: the root file it was read through, and the target it
 * was checked for. Invariant: it shows what the server last said about the active file, or nothing.
 */
import * as vscode from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { type Status, statusNotification } from './messages';

/** Shows the entry while a file of the selector is active; a click asks for another target. */
export function registerStatusItem(
  client: LanguageClient,
  selector: vscode.DocumentSelector,
): vscode.Disposable {
  const known = new Map<string, Status>();
  const item = vscode.window.createStatusBarItem('target', vscode.StatusBarAlignment.Right, 100);
  item.name = 'Devicetree context and target';
  item.command = 'dts-chosen.pickTarget';

  const show = (): void => {
    const document = vscode.window.activeTextEditor?.document;
    const isOurs = document !== undefined && vscode.languages.match(selector, document) > 0;
    const status = isOurs ? known.get(document.uri.toString()) : undefined;
    if (status === undefined) return item.hide();
    item.text = `$(circuit-board) ${textOf(status)}`;
    item.tooltip = tooltipOf(status);
    item.show();
  };

  return vscode.Disposable.from(
    item,
    client.onNotification(statusNotification, (status) => {
      known.set(client.protocol2CodeConverter.asUri(status.uri).toString(), status);
      show();
    }),
    vscode.workspace.onDidCloseTextDocument((document) => known.delete(document.uri.toString())),
    vscode.window.onDidChangeActiveTextEditor(show),
  );
}

function textOf({ context, target }: Status): string {
  return context ? `${context.root} · ${target.name}` : target.name;
}

function tooltipOf({ context, target }: Status): vscode.MarkdownString {
  const lines = [
    context ? `Read as part of ${context.root}${overlaysOf(context.overlays)}.` : 'No root file.',
    `Checked for target ${target.name}: ${target.because}.`,
    'Click to choose the target.',
  ];
  // File names are data, not Markdown.
  return new vscode.MarkdownString().appendText(lines.join('\n'));
}

function overlaysOf(count: number): string {
  if (count === 0) return '';
  return count === 1 ? ' with 1 overlay' : ` with ${count} overlays`;
}
