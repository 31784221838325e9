/**
 * Gets a real VS Code (its server and its workbench for the browser) out of the npm package
 * code-server. The package's own installation script is not run: it compiles modules that nothing
 * here needs, and downloads from elsewhere than the npm registry.
 */
import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import {
  codeServerFolder,
  codeServerVersion,
  nodeFolder,
  serverNode,
  vscodeServerFolder,
  wantedNode,
} from './locations';
import { unpackPackage } from './npm-package';
import { standIns } from './stand-ins';

const ripgrepVersion = '1.18.0';
const platform = `${process.platform}-${process.arch}`;
const modules = path.join(vscodeServerFolder, 'node_modules');

install();

function install(): void {
  const stamp = path.join(codeServerFolder, '.complete');
  if (fs.existsSync(stamp)) return;
  console.log(`fetching code-server ${codeServerVersion} from the npm registry …`);
  fs.rmSync(codeServerFolder, { recursive: true, force: true });
  unpackPackage(`code-server@${codeServerVersion}`, codeServerFolder);
  installServerModules();
  installRipgrep();
  installNode();
  installStandIns();
  fs.writeFileSync(stamp, '');
}

/** `npm ci` refuses, since the shrinkwrap in the package is out of step; `npm install` follows it. */
function installServerModules(): void {
  execFileSync('npm', ['install', '--omit=dev', '--ignore-scripts', '--no-audit', '--no-fund'], {
    cwd: vscodeServerFolder,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}

/** Searching for files needs ripgrep; newer packages of it carry the program, the pinned one fetches it. */
function installRipgrep(): void {
  const target = path.join(modules, '@vscode/ripgrep');
  if (!fs.existsSync(target) || fs.existsSync(path.join(target, 'bin'))) return;
  const source = path.join(codeServerFolder, 'ripgrep');
  unpackPackage(`@vscode/ripgrep-${platform}@${ripgrepVersion}`, source);
  fs.cpSync(path.join(source, 'bin'), path.join(target, 'bin'), { recursive: true });
}

/** A code-server made for another Node gets that one. */
function installNode(): void {
  if (fs.existsSync(serverNode())) return;
  unpackPackage(`node-${platform}@${wantedNode()}`, nodeFolder(wantedNode()));
}

function installStandIns(): void {
  for (const [name, text] of Object.entries(standIns)) {
    const folder = path.join(modules, name);
    if (fs.existsSync(folder)) fs.writeFileSync(path.join(folder, 'index.js'), text);
  }
}
