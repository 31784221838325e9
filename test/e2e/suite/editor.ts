/**
 * What the suites do in the editor, in words of the domain. Nothing happens at once in an editor, so
 * every question is asked again until it has an answer or its time is up.
 */
import * as vscode from 'vscode';

/** Opens a fresh view of a file of the workspace folder. */
export async function openFile(name: string): Promise<vscode.TextEditor> {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  if (folder === undefined) throw new Error('no workspace folder is open');
  const uri = vscode.Uri.joinPath(folder.uri, name);
  return vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri));
}

/** Gives up all changes and closes everything. */
export async function closeAll(): Promise<void> {
  while (vscode.window.activeTextEditor !== undefined) {
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  }
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
}

/** The first answer that is not undefined; rejects after `seconds`, saying what was waited for. */
export async function until<T>(
  what: string,
  ask: () => T | undefined | Promise<T | undefined>,
  seconds = 20,
): Promise<T> {
  const end = Date.now() + seconds * 1000;
  while (Date.now() < end) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`waited ${seconds} s for ${what}`);
}

/** Our errors that touch the line on which `text` first occurs. */
export function errorsAt(
  document: vscode.TextDocument,
  text: string,
): readonly vscode.Diagnostic[] {
  const { line } = positionOf(document, text);
  return vscode.languages
    .getDiagnostics(document.uri)
    .filter(({ source }) => source === 'dts-chosen')
    .filter(({ severity }) => severity === vscode.DiagnosticSeverity.Error)
    .filter(({ range }) => range.start.line <= line && line <= range.end.line);
}

/** Where a text first occurs; throws when it does not. */
export function positionOf(document: vscode.TextDocument, text: string): vscode.Position {
  const offset = document.getText().indexOf(text);
  if (offset < 0) throw new Error(`no ${text} in ${document.uri.toString()}`);
  return document.positionAt(offset);
}

/** The code actions offered at a position, those that need a diagnostic and those that do not. */
export async function codeActionsAt(
  document: vscode.TextDocument,
  position: vscode.Position,
): Promise<readonly vscode.CodeAction[]> {
  return vscode.commands.executeCommand<vscode.CodeAction[]>(
    'vscode.executeCodeActionProvider',
    document.uri,
    new vscode.Range(position, position),
    undefined,
    20,
  );
}

/** Does what choosing a code action from the menu does. */
export async function applyCodeAction({ edit, command }: vscode.CodeAction): Promise<void> {
  if (edit !== undefined && !(await vscode.workspace.applyEdit(edit))) {
    throw new Error('the edit of the code action was refused');
  }
  if (command === undefined) return;
  const parameters: readonly unknown[] = command.arguments ?? [];
  await vscode.commands.executeCommand(command.command, ...parameters);
}
