/**
 * The command behind the status bar entry: chooses who reads the tree. The choices are those of the
 * setting `dts-chosen.target` in package.json, and the choice is written there, nowhere else.
 */
import * as vscode from 'vscode';
import { contributes } from '../../../package.json';

interface TargetItem extends vscode.QuickPickItem {
  readonly label: string;
}

/** Asks for a target and stores it for the active file's folder, or for the user when there is none. */
export async function pickTarget(): Promise<void> {
  const resource = vscode.window.activeTextEditor?.document.uri;
  const settings = vscode.workspace.getConfiguration('dts-chosen', resource);
  const current = settings.get<string>('target', 'auto');
  const picked = await vscode.window.showQuickPick(
    targets().map((item) => (item.label === current ? { ...item, detail: 'chosen now' } : item)),
    { title: 'Check Devicetree files for which target?', matchOnDescription: true },
  );
  if (picked === undefined) return;
  const isInFolder = resource && vscode.workspace.getWorkspaceFolder(resource) !== undefined;
  await settings.update('target', picked.label, isInFolder ? scopeOfFolder() : true);
}

/** A single folder keeps its settings in the workspace; in a multi-root one each folder has its own. */
function scopeOfFolder(): vscode.ConfigurationTarget {
  const folders = vscode.workspace.workspaceFolders ?? [];
  return folders.length > 1
    ? vscode.ConfigurationTarget.WorkspaceFolder
    : vscode.ConfigurationTarget.Workspace;
}

function targets(): readonly TargetItem[] {
  const { enum: names, enumDescriptions } =
    contributes.configuration.properties['dts-chosen.target'];
  return names.map((label, index) => ({ label, description: enumDescriptions[index] ?? '' }));
}
