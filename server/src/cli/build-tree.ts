/** From a root file on disk to its composed tree and everything dtc would refuse in it. */
import { resolve } from 'node:path';
import type { SourceFile } from '../lexer/source-file';
import type { FileId } from '../lexer/token-chunk';
import { preprocess, type Preprocessed } from '../preprocessor/preprocess';
import type { Problem } from '../preprocessor/problem';
import { dtcErrors } from '../rules/dtc/refusals';
import type { FileSyntax, Statement } from '../syntax/ast';
import { checkFileOrder } from '../syntax/file-order';
import { withoutConsequences } from '../syntax/consequences';
import { parse } from '../syntax/parser';
import { folderOf, joinPath } from '../text/path';
import { compose } from '../tree/compose';
import type { DeviceTree } from '../tree/dt-node';
import type { DiskFiles } from './disk-files';

export interface BuildInput {
  readonly files: DiskFiles;
  readonly path: string;
  readonly includePaths: readonly string[];
  readonly defines: ReadonlyMap<string, string>;
  readonly overlays: readonly string[];
  /** How `__FILE__` spells a path. */
  readonly nameOf: (path: string) => string;
}

export interface BuiltTree {
  readonly tree: DeviceTree;
  /** In the order in which dtc meets them; any error among them means that dtc writes nothing. */
  readonly problems: readonly Problem[];
  readonly file: (id: FileId) => SourceFile | undefined;
}

/** Builds the tree of one input; undefined when the root file cannot be read. */
export function buildTree(input: BuildInput): BuiltTree | undefined {
  const root = input.files.file(resolve(input.path));
  if (root === undefined) return undefined;
  const known = new Map<FileId, SourceFile>();
  const problems: Problem[] = [];
  const syntaxes: FileSyntax[] = [];
  for (const [i, path] of [input.path, ...input.overlays].entries()) {
    const file = i === 0 ? root : input.files.file(resolve(path));
    if (file === undefined) continue;
    const run = preprocessOne(input, file, known);
    const parsed = parse(run.sequence);
    syntaxes.push(parsed.syntax);
    problems.push(
      ...withoutConsequences([...run.problems, ...parsed.problems]),
      ...checkFileOrder(parsed.syntax),
    );
  }
  const binaries = loadBinaries(input, syntaxes, problems);
  const tree = compose(syntaxes, { binaries });
  const all = [...problems, ...tree.problems];
  const isSound = !all.some((it) => it.severity === 'error');
  return {
    tree,
    problems: isSound ? [...all, ...dtcErrors(tree)] : all,
    file: (id) => known.get(id),
  };
}

function preprocessOne(
  input: BuildInput,
  root: SourceFile,
  known: Map<FileId, SourceFile>,
): Preprocessed {
  known.set(root.id, root);
  return preprocess({
    root,
    includePaths: input.includePaths,
    defines: input.defines,
    nameOf: input.nameOf,
    file: (path) => {
      const file = input.files.file(path);
      if (file !== undefined) known.set(file.id, file);
      return file;
    },
  });
}

/** dtc looks for `/incbin/` files beside the root and in the include paths (dtc srcpos.c). */
function loadBinaries(
  input: BuildInput,
  syntaxes: readonly FileSyntax[],
  problems: Problem[],
): ReadonlyMap<string, Uint8Array> {
  const binaries = new Map<string, Uint8Array>();
  const folders = [folderOf(resolve(input.path)), ...input.includePaths];
  const visit = (statement: Statement) => {
    if (statement.kind === 'node') statement.statements.forEach(visit);
    if (statement.kind !== 'property') return;
    for (const part of statement.value?.parts ?? []) {
      if (part.kind !== 'incbin' || binaries.has(part.path)) continue;
      const found = folders
        .map((it) => input.files.bytes(joinPath(it, part.path)))
        .find((it) => it !== undefined);
      if (found !== undefined) binaries.set(part.path, found);
      else
        problems.push({
          code: 'syntax/incbin-not-found',
          severity: 'error',
          message: `cannot find "${part.path}" beside the root file or in the include paths`,
          at: part.pathSpan,
        });
    }
  };
  for (const syntax of syntaxes) syntax.statements.forEach(visit);
  return binaries;
}
