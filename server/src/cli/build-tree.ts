/** From a root file on disk to its composed tree and everything dtc would refuse in it. */
import { resolve } from 'node:path';
import type { SourceFile } from '../lexer/source-file';
import type { FileId } from '../lexer/token-chunk';
import { preprocess, preprocessBeside, type Preprocessed } from '../preprocessor/preprocess';
import type { Problem } from '../preprocessor/problem';
import { dtcErrors } from '../rules/dtc/refusals';
import type { FileSyntax } from '../syntax/ast';
import { checkFileOrder } from '../syntax/file-order';
import { withoutConsequences } from '../syntax/consequences';
import { parse, parseBeside, type Parse } from '../syntax/parser';
import { folderOf, joinPath } from '../text/path';
import { compose } from '../tree/compose';
import type { DeviceTree } from '../tree/dt-node';
import { incbinsIn } from '../workspace/binaries';
import type { DiskFiles } from './disk-files';

export interface BuildInput {
  readonly files: DiskFiles;
  readonly path: string;
  readonly includePaths: readonly string[];
  readonly defines: ReadonlyMap<string, string>;
  readonly overlays: readonly string[];
  /** How `__FILE__` spells a path. */
  readonly nameOf: (path: string) => string;
  /** Another root, best of the same family: what both include in the same way is not read again. */
  readonly neighbour?: FrontEnd | undefined;
}

export interface BuiltTree {
  readonly tree: DeviceTree;
  /** In the order in which dtc meets them; any error among them means that dtc writes nothing. */
  readonly problems: readonly Problem[];
  readonly file: (id: FileId) => SourceFile | undefined;
  readonly front: FrontEnd;
}

/** What was read of a root file, without its overlays. */
export interface FrontEnd {
  readonly run: Preprocessed;
  readonly parsed: Parse;
}

/** Builds the tree of one input; undefined when the root file cannot be read. */
export function buildTree(input: BuildInput): BuiltTree | undefined {
  const { file } = input.files;
  const root = file(resolve(input.path));
  if (root === undefined) return undefined;
  const front = readSource(input, root, input.neighbour);
  const overlays = input.overlays.map((it) => file(resolve(it))).filter((it) => it !== undefined);
  const sources = [front, ...overlays.map((it) => readSource(input, it, undefined))];
  const syntaxes = sources.map((it) => it.parsed.syntax);
  const problems: Problem[] = sources.flatMap(({ run, parsed }) => [
    ...withoutConsequences([...run.problems, ...parsed.problems]),
    ...checkFileOrder(parsed.syntax),
  ]);
  const binaries = loadBinaries(input, syntaxes, problems);
  const tree = compose(syntaxes, { binaries });
  const all = [...problems, ...tree.problems];
  const isSound = !all.some((it) => it.severity === 'error');
  return { tree, problems: isSound ? [...all, ...dtcErrors(tree)] : all, file, front };
}

function readSource(
  { files, includePaths, defines, nameOf }: BuildInput,
  root: SourceFile,
  neighbour: FrontEnd | undefined,
): FrontEnd {
  const input = { root, includePaths, defines, nameOf, file: files.file };
  const run = neighbour ? preprocessBeside(input, neighbour.run) : preprocess(input);
  const parsed = neighbour ? parseBeside(run.sequence, neighbour.parsed) : parse(run.sequence);
  return { run, parsed };
}

/** dtc looks for `/incbin/` files beside the root and in the include paths (dtc srcpos.c). */
function loadBinaries(
  input: BuildInput,
  syntaxes: readonly FileSyntax[],
  problems: Problem[],
): ReadonlyMap<string, Uint8Array> {
  const binaries = new Map<string, Uint8Array>();
  const folders = [folderOf(resolve(input.path)), ...input.includePaths];
  for (const { statements } of syntaxes)
    for (const statement of statements)
      for (const part of incbinsIn(statement)) {
        if (binaries.has(part.path)) continue;
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
  return binaries;
}
