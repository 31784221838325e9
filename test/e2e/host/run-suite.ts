/**
 * Runs the suite inside VS Code. Without an option, @vscode/test-electron downloads the desktop
 * VS Code (VSCODE_VERSION, or the newest stable one); with --code-server the same call starts our
 * stand-in for it. The files under test are a copy, so that no test can change the repository.
 */
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { type TestOptions, runTests } from '@vscode/test-electron';
import { root } from './locations';

void main().then(
  (status) => process.exit(status),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);

async function main(): Promise<number> {
  const workspace = fs.mkdtempSync(path.join(os.tmpdir(), 'dts-chosen-workspace-'));
  fs.cpSync(path.join(root, 'test/e2e/workspace'), workspace, { recursive: true });
  try {
    return await runTests({
      extensionDevelopmentPath: root,
      extensionTestsPath: path.join(root, 'dist/test/suite/index.js'),
      launchArgs: [workspace, '--disable-extensions'],
      ...host(),
    });
  } finally {
    fs.rmSync(workspace, { recursive: true, force: true });
  }
}

function host(): Partial<TestOptions> {
  if (process.argv.includes('--code-server')) {
    return { vscodeExecutablePath: path.join(root, 'dist/test/code-shim.js') };
  }
  return { version: process.env.VSCODE_VERSION ?? 'stable' };
}
