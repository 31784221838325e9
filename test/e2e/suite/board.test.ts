/**
 * The path of a user, inside a real VS Code: open a board whose module lies in the wrong place, see
 * the finding, complete a value, take the fix, look at the composed tree. The same suite runs in the
 * desktop VS Code and in VS Code's server.
 */
import * as vscode from 'vscode';
import {
  applyCodeAction,
  closeAll,
  codeActionsAt,
  errorsAt,
  openFile,
  positionOf,
  until,
} from './editor';

suite('a board whose kernel lies outside its domain', () => {
  let editor: vscode.TextEditor;
  let document: vscode.TextDocument;

  setup(async () => {
    editor = await openFile('board.dts');
    document = editor.document;
  });

  teardown(closeAll);

  test('its language is recognised, and the extension starts by itself', async () => {
    equal(document.languageId, 'dts');
    const extension = vscode.extensions.getExtension('dts-chosen.dts-chosen');
    // Activating it here at once would hide that it does not start by itself.
    await until('the extension to start', () => extension?.isActive || undefined);
    // It counts as active even when it failed; this tells.
    await extension?.activate();
  });

  test('the domain without kernel is marked, with a rule and its page', async () => {
    const [error] = await errors('domU1 {');
    const code = error?.code;
    if (typeof code !== 'object') throw new Error('the finding has no page');
    equal(/^[a-z]+\/[a-z-]+$/.test(String(code.value)), true);
    equal(error?.range.start.line, positionOf(document, 'domU1 {').line);
  });

  test('a compatible string is completed inside its quotes', async () => {
    await errors('domU1 {');
    const text = 'module@4b000000 {\n\t\t\t\tcompatible = "multiboot,dev";\n\t\t\t};\n\n\t\t\t';
    await editor.edit((edit) => edit.insert(positionOf(document, 'ramdisk@'), text));
    const cursor = positionOf(document, 'dev"').translate(0, 'dev'.length);
    editor.selection = new vscode.Selection(cursor, cursor);
    await until('the completion to be inserted', async () => {
      await vscode.commands.executeCommand('editor.action.triggerSuggest');
      await new Promise((resolve) => setTimeout(resolve, 1000));
      await vscode.commands.executeCommand('acceptSelectedSuggestion');
      return document.getText().includes('compatible = "multiboot,device-tree') || undefined;
    });
  });

  test('the fix moves the module into the domain, in the cells of the domain', async () => {
    await errors('domU1 {');
    const action = await until('the code action', async () => {
      const actions = await codeActionsAt(document, positionOf(document, 'kernel@48000000'));
      return actions.find(({ title }) => title === 'Move module into domain "domU1"');
    });
    await applyCodeAction(action);
    const domain = document.getText().slice(document.offsetAt(positionOf(document, 'domU1 {')));
    equal(/kernel@48000000 \{[^}]*reg = <0x48000000 0x0?2000000>;/.test(domain), true);
    equal(document.getText().split('kernel@48000000').length, 2);
    await until('the error to go', () => errorsAt(document, 'domU1 {').length === 0 || undefined);
  });

  test('the composed tree opens beside it, and follows what is typed', async () => {
    await errors('domU1 {');
    await vscode.commands.executeCommand('dts-chosen.showComposedTree');
    const tree = await until('the composed tree', () =>
      vscode.workspace.textDocuments.find(({ uri }) => uri.scheme === 'dts-chosen-tree'),
    );
    equal(tree.languageId, 'dts-composed');
    equal(tree.getText().includes('ramdisk@4a000000 {'), true);
    await editor.edit((edit) => edit.insert(positionOf(document, 'cpus = <1>'), 'vpl011;\n\t\t\t'));
    await until('the tree to follow', () => tree.getText().includes('vpl011;') || undefined);
  });

  test('the code of the finding opens the page of its rule', async () => {
    const [error] = await errors('domU1 {');
    const code = error?.code;
    if (typeof code !== 'object') throw new Error('the finding has no page');
    const [rule] = JSON.parse(decodeURIComponent(code.target.query)) as readonly string[];
    equal(rule, String(code.value));
    await vscode.commands.executeCommand(code.target.path, rule);
    await until('the preview of the page', () =>
      vscode.window.tabGroups.all
        .flatMap(({ tabs }) => tabs)
        .find(({ label }) => label.includes(`${rule?.split('/').at(-1)}.md`)),
    );
  });

  function errors(text: string): Promise<readonly vscode.Diagnostic[]> {
    return until(`an error at ${text}`, () => {
      const found = errorsAt(document, text);
      return found.length > 0 ? found : undefined;
    });
  }
});

function equal<T>(actual: T, expected: T): void {
  if (actual === expected) return;
  throw new Error(`expected ${String(expected)}, found ${String(actual)}`);
}
