/**
 * Stands in for the desktop program `code`: takes the arguments that @vscode/test-electron passes,
 * runs the tests in VS Code's server with a headless Chromium, and exits as `code` would. So one
 * suite and one runner serve both, and a machine without a display or a download can run them.
 */
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { launchChromium } from './chromium';
import { startCodeServer, workbenchAddress } from './code-server';
import { runInWorkbench } from './workbench-run';

void main().then((status) => process.exit(status));

async function main(): Promise<number> {
  const extension = argument('extensionDevelopmentPath');
  const tests = argument('extensionTestsPath');
  const folder = process.argv.slice(2).find((it) => !it.startsWith('-'));
  if (extension === undefined || tests === undefined || folder === undefined) {
    console.error('usage: code-shim FOLDER --extensionDevelopmentPath=… --extensionTestsPath=…');
    return 2;
  }
  const home = fs.mkdtempSync(path.join(os.tmpdir(), 'dts-chosen-code-'));
  try {
    return await run(home, extension, tests, folder);
  } catch (error) {
    console.error(error);
    return 1;
  } finally {
    fs.rmSync(home, { recursive: true, force: true });
  }
}

async function run(
  home: string,
  extension: string,
  tests: string,
  folder: string,
): Promise<number> {
  const server = await startCodeServer(path.join(home, 'server'));
  try {
    const remote = (file: string): string =>
      `vscode-remote://${server.authority}${path.resolve(file)}`;
    const context = await launchChromium(path.join(home, 'chromium'));
    const address = workbenchAddress(server, path.resolve(folder), [
      ['extensionDevelopmentPath', remote(extension)],
      ['extensionTestsPath', remote(tests)],
      ['skipWelcome', 'true'],
    ]);
    return await runInWorkbench(context, address).finally(() => context.close());
  } catch (error) {
    console.error(fs.readFileSync(server.log, 'utf8').slice(-4000));
    throw error;
  } finally {
    await server.stop();
  }
}

function argument(name: string): string | undefined {
  const start = `--${name}=`;
  return process.argv.find((it) => it.startsWith(start))?.slice(start.length);
}
