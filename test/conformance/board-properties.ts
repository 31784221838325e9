/**
 * What must hold for every real board of a list: the printed tree compiles to the same blob; every character of each
 * file lies in one token; nothing is said about Xen; and however the board is cut or mutated, the whole path from text
 * to blob survives it, and composing it after such an edit gives what composing it from scratch gives.
 *
 *   node scripts/run-typescript.mjs test/conformance/board-properties.ts --root TREE -I DIR --list FILE [--seed N]
 */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { createDiskFiles } from '../../server/src/cli/disk-files';
import { sourceFile, type SourceFile } from '../../server/src/lexer/source-file';
import { fileId } from '../../server/src/lexer/token-chunk';
import { preprocess } from '../../server/src/preprocessor/preprocess';
import type { FileSyntax } from '../../server/src/syntax/ast';
import { parse } from '../../server/src/syntax/parser';
import { compose, recompose, type Composition } from '../../server/src/tree/compose';
import type { DeviceTree } from '../../server/src/tree/dt-node';
import { printTree } from '../../server/src/tree/print-tree';
import { writeDtb } from '../../server/src/tree/write-dtb';
import { findingsIn } from '../rules/xen/findings-of';
import { grafted } from '../tree/grafted';
import { notShared, numbering, treeSummary } from '../tree/tree-summary';

const { values } = parseArgs({
  options: {
    root: { type: 'string', default: process.cwd() },
    include: { type: 'string', short: 'I', multiple: true, default: [] },
    list: { type: 'string' },
    seed: { type: 'string', default: '1' },
  },
});
const root = path.resolve(values.root);
const includePaths = values.include.map((it) => path.resolve(root, it));
const disk = createDiskFiles();
const options = { binaries: new Map<string, Uint8Array>() };
const random = randomFrom(Number(values.seed));

function main(): number {
  const names = values.list === undefined ? [] : readList(values.list);
  if (names.some((it) => !existsSync(path.join(root, it)))) {
    console.log(`skipped: the files of the list are not in ${root}`);
    return 0;
  }
  const failures = names.flatMap((name) => failuresOf(name).map((it) => `${name}: ${it}`));
  failures.forEach((it) => console.log(it));
  const failed = new Set(failures.map((it) => it.split(':')[0])).size;
  console.log(`seed ${values.seed}`);
  console.log(`${names.length - failed} passed, ${failed} failed`);
  return failures.length === 0 ? 0 : 1;
}

function readList(file: string): readonly string[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((it) => it !== '' && !it.startsWith('#'))
    .map((it) => it.split('\t')[0] ?? '');
}

function failuresOf(name: string): readonly string[] {
  const file = disk.file(path.join(root, name));
  if (file === undefined) return ['cannot be read'];
  const failures: string[] = [];
  if (file.chunks.map((it) => it.text).join('') !== file.text) failures.push('tokens lose text');
  const tree = treeOf(file);
  const printed = treeOf(sourceFile(fileId(`${file.id}.printed`), printTree(tree)));
  const blob = Buffer.from(writeDtb(tree, { symbols: false }));
  if (!blob.equals(writeDtb(printed, { symbols: false })))
    failures.push('the printed tree compiles to another blob');
  // No board of Linux says anything to Xen.
  failures.push(...findingsIn(tree, 'auto', /^xen\//).map((it) => `${it.code}: ${it.message}`));
  let version: Version | undefined;
  for (let i = 0; i < 12; i++) {
    const mutation = sourceFile(file.id, mutated(file.text));
    try {
      writeDtb(treeOf(mutation), { symbols: true });
      version = edited(edited(version, file, failures), mutation, failures);
    } catch (error) {
      failures.push(`a mutation was not survived: ${String(error)}`);
    }
  }
  return failures;
}

interface Version {
  readonly syntax: FileSyntax;
  readonly composition: Composition;
}

/** Composes an edited board as an editor would, and notes where this differs from composing it from scratch. */
function edited(previous: Version | undefined, file: SourceFile, failures: string[]): Version {
  const parsed = syntaxOf(file);
  const syntax = previous === undefined ? parsed : grafted(previous.syntax, parsed);
  const composition = recompose(previous?.composition, [syntax], options);
  const number = numbering();
  const [now, anew] = [composition.tree, compose([syntax], options)].map((it) =>
    JSON.stringify(treeSummary(it, number)),
  );
  if (now !== anew) failures.push('composed after an edit, the tree is another one');
  const old = previous?.composition.tree.root;
  if (old !== undefined && notShared(old, composition.tree.root).length > 0)
    failures.push('composed after an edit, the tree has new objects for what has not changed');
  return { syntax, composition };
}

function treeOf(file: SourceFile): DeviceTree {
  return compose([syntaxOf(file)], options);
}

function syntaxOf(file: SourceFile): FileSyntax {
  const { sequence } = preprocess({
    root: file,
    file: disk.file,
    includePaths,
    defines: new Map(),
  });
  return parse(sequence).syntax;
}

const pieces = [
  '{',
  '}',
  '};',
  '"',
  "'",
  '<',
  '>',
  '/*',
  '*/',
  '(',
  ')',
  ';',
  '&',
  '#if 1\n',
  '#endif\n',
  '\\\n',
  ':',
];

/** A cut, a deletion, or a piece put in somewhere. */
function mutated(text: string): string {
  const at = Math.floor(random() * text.length);
  const kind = Math.floor(random() * 3);
  if (kind === 0) return text.slice(0, at);
  if (kind === 1) return text.slice(0, at) + text.slice(at + Math.floor(random() * 80));
  return text.slice(0, at) + (pieces[Math.floor(random() * pieces.length)] ?? '') + text.slice(at);
}

/** A small generator with a seed (mulberry32), so that a failure can be had again. */
function randomFrom(seed: number): () => number {
  const state = { at: seed >>> 0 };
  return () => {
    state.at = (state.at + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state.at ^ (state.at >>> 15), 1 | state.at);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

process.exitCode = main();
