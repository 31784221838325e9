// Compiles boards of the Linux kernel with `dts-chosen compile --batch` and compares the DTBs, by
// their sha256, with those that cpp 12.2.0 and dtc 1.6.1 made (the columns of the list file:
// path, sha256, nodes, properties, bytes, sha256 with -@). The kernel's sources come from Debian's
// package linux-source-6.1 and stay in .cache/, outside git. Another point release changes some
// boards, so before a DTB is called wrong, cpp and dtc are asked about the very same file.
//
//   node scripts/conformance-linux.mjs [--list FILE] [--linux TREE] [--symbols]
import { execFileSync, spawnSync } from 'node:child_process';
import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { root } from './install.mjs';

const version = '6.1.192-2';
const members = [
  'linux-source-6.1/arch/*/boot/dts',
  'linux-source-6.1/include/dt-bindings',
  'linux-source-6.1/include/uapi/linux/input-event-codes.h',
  'linux-source-6.1/scripts/dtc/include-prefixes',
  'linux-source-6.1/Documentation/devicetree/bindings',
];

const { values: options } = parseArgs({
  options: {
    list: { type: 'string', default: path.join(root, 'test/conformance/linux-6.1-ci.txt') },
    linux: { type: 'string' },
    symbols: { type: 'boolean', default: false },
  },
});

const linux = options.linux ?? fetchLinux();
fs.mkdirSync(path.join(root, '.cache'), { recursive: true });
const work = fs.mkdtempSync(path.join(root, '.cache/conformance-'));
const boards = readList(options.list);
try {
  compileAll();
  const unlike = boards.filter((board) => sha256(board.out) !== board.expected);
  const wrong = unlike.filter((board) => !isAsDtcMakesIt(board));
  for (const { file, out } of wrong) {
    console.log(`${file}: ${fs.existsSync(out) ? 'other bytes than dtc' : 'refused'}`);
  }
  console.log(`${boards.length - wrong.length} passed, ${wrong.length} failed`);
  process.exitCode = wrong.length === 0 ? 0 : 1;
} finally {
  fs.rmSync(work, { recursive: true, force: true });
}

function readList(file) {
  const lines = fs.readFileSync(file, 'utf8').split('\n');
  return lines
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line, index) => {
      const columns = line.split('\t');
      return {
        file: columns[0],
        expected: columns[options.symbols ? 5 : 1],
        out: path.join(work, `${index}.dtb`),
      };
    });
}

function compileAll() {
  const list = path.join(work, 'list');
  fs.writeFileSync(list, boards.map(({ file, out }) => `${file}\t${out}\n`).join(''));
  const symbols = options.symbols ? ['--symbols'] : [];
  const cli = path.join(root, 'dist/cli.js');
  const include = ['-I', 'scripts/dtc/include-prefixes'];
  const started = performance.now();
  const { status, stdout } = spawnSync(
    process.execPath,
    [cli, 'compile', '--batch', list, ...include, ...symbols],
    { cwd: linux, encoding: 'utf8', maxBuffer: 1 << 28, stdio: ['ignore', 'pipe', 'inherit'] },
  );
  console.log(`compiled in ${((performance.now() - started) / 1000).toFixed(1)} s`);
  if (status === 0) return;
  console.log(stdout.slice(-4000));
  throw new Error(`compile --batch ended with status ${status}`);
}

function sha256(file) {
  if (!fs.existsSync(file)) return undefined;
  return crypto.createHash('sha256').update(fs.readFileSync(file)).digest('hex');
}

function isAsDtcMakesIt(board) {
  const ours = sha256(board.out);
  return ours !== undefined && ours === sha256(referenceOf(board));
}

/** The DTB that cpp and dtc make of a board: a file that does not exist if they refuse it. */
function referenceOf({ file, out }) {
  const reference = `${out}.reference`;
  const prefixes = 'scripts/dtc/include-prefixes';
  const pipeline =
    'set -o pipefail; cpp -nostdinc -undef -D__DTS__ -x assembler-with-cpp -I "$3" "$1" | ' +
    '(folder=$PWD; cd "$(dirname "$1")" && ' +
    'dtc -q -I dts -O dtb $4 -o "$2" -i . -i "$folder/$3" -) || rm -f "$2"';
  const symbols = options.symbols ? '-@' : '';
  execFileSync('bash', ['-c', pipeline, 'reference', file, reference, prefixes, symbols], {
    cwd: linux,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  return reference;
}

/** The kernel's devicetree sources in .cache/, fetched from Debian when they are not there yet. */
function fetchLinux() {
  const tree = path.join(root, '.cache/linux-6.1');
  if (fs.existsSync(path.join(tree, 'arch'))) return tree;
  const download = path.join(root, '.cache/download');
  fs.rmSync(download, { recursive: true, force: true });
  fs.mkdirSync(download, { recursive: true });
  if (!downloadPackage(download, `=${version}`) && !downloadPackage(download, '')) {
    throw new Error('apt-get could not download linux-source-6.1; name a kernel tree with --linux');
  }
  const [deb] = fs.readdirSync(download).filter((file) => file.endsWith('.deb'));
  unpack(path.join(download, deb), tree);
  fs.rmSync(download, { recursive: true });
  return tree;
}

/** As root, apt-get warns that it did not give up its rights to write into our folder; so be it. */
function downloadPackage(folder, constraint) {
  const { status } = spawnSync('apt-get', ['-q', 'download', `linux-source-6.1${constraint}`], {
    cwd: folder,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  return status === 0;
}

/** A shell joins the three programs, so that the unpacked archive is never written out. */
function unpack(deb, tree) {
  const half = `${tree}.partial`;
  fs.rmSync(half, { recursive: true, force: true });
  fs.mkdirSync(half, { recursive: true });
  const pipeline =
    'set -eo pipefail; dpkg-deb --fsys-tarfile "$1" | tar xO ./usr/src/linux-source-6.1.tar.xz | ' +
    'tar xJ -C "$2" --strip-components=1 --wildcards "${@:3}"';
  execFileSync('bash', ['-c', pipeline, 'unpack', deb, half, ...members], { stdio: 'inherit' });
  fs.renameSync(half, tree);
}
