/**
 * The command that opens the page of a rule: why it exists, with examples. The pages are bundled
 * as docs/rules/<group>/<name>.md, so that they can be read without a network.
 */
import * as vscode from 'vscode';

/** Opens the page of `rule` (`group/name`), or of a rule picked from all pages when none is named. */
export async function showRulePage(extension: vscode.Uri, rule: unknown): Promise<void> {
  const pages = vscode.Uri.joinPath(extension, 'docs', 'rules');
  const known = await ruleIds(pages);
  const id = typeof rule === 'string' ? rule : await pickRule(known);
  if (id === undefined) return;
  if (!known.includes(id)) {
    void vscode.window.showWarningMessage(`There is no page for the rule "${id}".`);
    return;
  }
  await vscode.commands.executeCommand(
    'markdown.showPreview',
    vscode.Uri.joinPath(pages, `${id}.md`),
  );
}

async function pickRule(known: readonly string[]): Promise<string | undefined> {
  const here = new Set(rulesAtCursor());
  const first = known.filter((id) => here.has(id));
  const rest = known.filter((id) => !here.has(id));
  const items: vscode.QuickPickItem[] = [
    ...first.map((label) => ({ label, description: 'found at the cursor' })),
    ...rest.map((label) => ({ label })),
  ];
  const picked = await vscode.window.showQuickPick(items, {
    title: 'Show the page of which rule?',
  });
  return picked?.label;
}

/** The rules that have a finding on the line of the cursor. */
function rulesAtCursor(): readonly string[] {
  const editor = vscode.window.activeTextEditor;
  if (editor === undefined) return [];
  const { line } = editor.selection.active;
  return vscode.languages
    .getDiagnostics(editor.document.uri)
    .filter(({ range }) => range.start.line <= line && line <= range.end.line)
    .flatMap(({ code }) => (typeof code === 'object' ? [String(code.value)] : [String(code)]));
}

/** The ids of all rules that have a page, sorted. */
async function ruleIds(pages: vscode.Uri): Promise<readonly string[]> {
  const groups = await entriesOf(pages, vscode.FileType.Directory);
  const ids = await Promise.all(
    groups.map(async (group) => {
      const names = await entriesOf(vscode.Uri.joinPath(pages, group), vscode.FileType.File);
      return names
        .filter((name) => name.endsWith('.md'))
        .map((name) => `${group}/${name.slice(0, -'.md'.length)}`);
    }),
  );
  return ids.flat().sort();
}

async function entriesOf(folder: vscode.Uri, type: vscode.FileType): Promise<readonly string[]> {
  const entries = await vscode.workspace.fs.readDirectory(folder);
  return entries.filter(([, found]) => found === type).map(([name]) => name);
}
