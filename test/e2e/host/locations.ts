/**
 * Where the tests inside VS Code keep things. All that is fetched lies under .vscode-test/, which
 * git ignores; all that a run makes lies in a temporary folder of its own.
 */
import * as fs from 'node:fs';
import * as path from 'node:path';

/** The repository; these programs are bundled into dist/test/. */
export const root = path.resolve(__dirname, '../..');

/** The release of code-server: 4.99.4 carries VS Code 1.99.3 and runs on Node 20. */
export const codeServerVersion = process.env.CODE_SERVER_VERSION ?? '4.99.4';

const fetched = path.join(root, '.vscode-test');

/** The unpacked npm package code-server. */
export const codeServerFolder = path.join(fetched, `code-server-${codeServerVersion}`);

/** VS Code's own server, inside that package. */
export const vscodeServerFolder = path.join(codeServerFolder, 'lib/vscode');

/** Screenshots of the user interface test. */
export const screenshotFolder = path.join(fetched, 'screenshots');

/** Where a package of npm with one version of Node is unpacked. */
export function nodeFolder(major: number): string {
  return path.join(fetched, `node-${major}`);
}

/** The major version of Node that this code-server was made for. */
export function wantedNode(): number {
  const manifest = path.join(codeServerFolder, 'package.json');
  const { engines } = JSON.parse(fs.readFileSync(manifest, 'utf8')) as {
    readonly engines: { readonly node: string };
  };
  return Number(/\d+/.exec(engines.node)?.[0]);
}

/** The program that runs VS Code's server: this Node if it is of the wanted version. */
export function serverNode(): string {
  const isOurs = wantedNode() === Number(process.versions.node.split('.')[0]);
  return isOurs ? process.execPath : path.join(nodeFolder(wantedNode()), 'bin/node');
}
