/**
 * Starts and stops VS Code's server. Everything it writes stays in its `home` folder, it asks no
 * extension gallery, and stopping it ends the extension hosts and language servers it started.
 */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { serverNode, vscodeServerFolder } from './locations';

export interface CodeServer {
  /** `host:port` */
  readonly authority: string;
  /** The file with all that the server prints. */
  readonly log: string;
  readonly stop: () => Promise<void>;
}

/** A quiet workbench: no questions, no news, nothing fetched. */
const userSettings = {
  'chat.disableAIFeatures': true,
  'editor.accessibilitySupport': 'off',
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'files.autoSave': 'off',
  'git.enabled': false,
  'security.workspace.trust.enabled': false,
  'telemetry.telemetryLevel': 'off',
  'workbench.enableExperiments': false,
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
};

/** Installs a packaged extension for servers that are started later with the same `home`. */
export function installExtension(home: string, vsix: string): void {
  fs.mkdirSync(home, { recursive: true });
  execFileSync(
    serverNode(),
    [serverProgram(), '--install-extension', vsix, '--force', ...foldersOf(home)],
    { env: environmentOf(home), stdio: ['ignore', 'ignore', 'inherit'] },
  );
}

/** Resolves once the server listens on a port of its own; rejects with its output if it never does. */
export async function startCodeServer(home: string): Promise<CodeServer> {
  const user = path.join(home, 'data/User');
  fs.mkdirSync(user, { recursive: true });
  fs.writeFileSync(path.join(user, 'settings.json'), JSON.stringify(userSettings));
  const log = path.join(home, 'server.log');
  const child = spawnServer(home, log);
  const stop = (): Promise<void> => stopGroup(child);
  const end = Date.now() + 60_000;
  while (child.exitCode === null && Date.now() < end) {
    const port = /listening on (\d+)/.exec(fs.readFileSync(log, 'utf8'))?.[1];
    if (port !== undefined) return { authority: `127.0.0.1:${port}`, log, stop };
    await sleep(50);
  }
  await stop();
  throw new Error(`VS Code's server did not start:\n${fs.readFileSync(log, 'utf8')}`);
}

/** The address of the workbench for a folder; the payload is read by the workbench. */
export function workbenchAddress(
  server: CodeServer,
  folder: string,
  payload: readonly (readonly [string, string])[] = [],
): string {
  const address = new URL(`http://${server.authority}`);
  address.searchParams.set('folder', folder);
  if (payload.length > 0) address.searchParams.set('payload', JSON.stringify(payload));
  return address.toString();
}

function spawnServer(home: string, log: string): ChildProcess {
  const output = fs.openSync(log, 'a');
  const options = ['--host', '127.0.0.1', '--port', '0', '--without-connection-token'];
  // Newer releases read the payload only with the flag of their own smoke tests.
  options.push('--telemetry-level', 'off', '--enable-smoke-test-driver');
  const child = spawn(serverNode(), [serverProgram(), ...options, ...foldersOf(home)], {
    detached: true, // a process group, so that all of it can be stopped
    env: environmentOf(home),
    stdio: ['ignore', output, output],
  });
  fs.closeSync(output);
  return child;
}

async function stopGroup({ pid }: ChildProcess): Promise<void> {
  if (pid === undefined) return;
  for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
    if (!signalGroup(pid, signal)) return;
    for (let tries = 0; tries < 30 && signalGroup(pid, 0); tries++) await sleep(100);
  }
}

/** False when nobody of the group is left. */
function signalGroup(pid: number, signal: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(-pid, signal);
  } catch {
    return false;
  }
}

function serverProgram(): string {
  const program = path.join(vscodeServerFolder, 'out/server-main.js');
  if (!fs.existsSync(program)) throw new Error('no VS Code here: run `npm run setup:code-server`');
  return program;
}

function foldersOf(home: string): readonly string[] {
  const extensions = path.join(home, 'extensions');
  return [
    ...['--accept-server-license-terms', '--server-data-dir', home],
    ...['--extensions-dir', extensions],
  ];
}

/** Sockets go into a folder with a short path: theirs may not be longer than 107 bytes. */
function environmentOf(home: string): NodeJS.ProcessEnv {
  const temporary = path.join(home, 't');
  fs.mkdirSync(temporary, { recursive: true });
  return {
    ...process.env,
    EXTENSIONS_GALLERY: '{"serviceUrl":""}',
    TMPDIR: temporary,
    XDG_RUNTIME_DIR: temporary,
  };
}

function sleep(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
