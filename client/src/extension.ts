/**
 * The VS Code client: starts the language server and adds what the protocol has no word for.
 * Invariant: nothing here knows Devicetree; every answer comes from the server.
 * The custom messages are described in docs/extensions.md.
 */
import * as vscode from 'vscode';
import {
  type LanguageClientOptions,
  LanguageClient,
  RevealOutputChannelOn,
  type ServerOptions,
  TransportKind,
} from 'vscode-languageclient/node';
import { pickTarget } from './commands/pick-target';
import { registerComposedTree } from './commands/show-composed-tree';
import { showRulePage } from './commands/show-rule-page';
import { ruleLinks } from './rule-links';
import { registerStatusItem } from './status-item';

/** The languages served: ours, and the one that other Devicetree extensions contribute. */
const documentSelector = [{ language: 'dts' }, { language: 'devicetree' }];

/** VS Code calls `deactivate` without arguments, so what it must stop is kept here. */
const running = new Set<LanguageClient>();

/** Called by VS Code when the first Devicetree file is opened; resolves once the server answers. */
export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const client = new LanguageClient(
    'dts-chosen',
    'dts-chosen',
    serverOptions(context),
    clientOptions(context),
  );
  running.add(client);
  context.subscriptions.push(
    registerStatusItem(client, documentSelector),
    registerComposedTree(client),
    vscode.commands.registerCommand('dts-chosen.pickTarget', pickTarget),
    vscode.commands.registerCommand('dts-chosen.restart', () => client.restart()),
    vscode.commands.registerCommand('dts-chosen.showRulePage', (rule: unknown) =>
      showRulePage(context.extensionUri, rule),
    ),
    // A server that started in an untrusted workspace has left its paths alone: begin again.
    vscode.workspace.onDidGrantWorkspaceTrust(() => client.restart()),
  );
  await client.start();
}

/** Called by VS Code when it shuts down or the extension is switched off. */
export async function deactivate(): Promise<void> {
  await Promise.all([...running].map((client) => client.stop()));
  running.clear();
}

function serverOptions(context: vscode.ExtensionContext): ServerOptions {
  const module = context.asAbsolutePath('dist/server.js');
  return {
    run: { module, transport: TransportKind.ipc },
    debug: {
      module,
      transport: TransportKind.ipc,
      options: { execArgv: ['--nolazy', '--inspect=6009'] },
    },
  };
}

function clientOptions(context: vscode.ExtensionContext): LanguageClientOptions {
  const watchers = ['**/*.{dts,dtsi,dtso,overlay,h}', '**/.dts-chosen.json'].map((glob) =>
    vscode.workspace.createFileSystemWatcher(glob),
  );
  context.subscriptions.push(...watchers);
  return {
    documentSelector,
    middleware: ruleLinks,
    synchronize: { fileEvents: watchers },
    initializationOptions: () => ({ trusted: vscode.workspace.isTrusted }),
    revealOutputChannelOn: RevealOutputChannelOn.Never,
  };
}
