/** `dts-chosen compile`: a devicetree compiler that writes what `cpp | dtc` writes, one file at a time; `batch.ts` does lists. */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { linesOf } from '../lexer/source-file';
import { locate } from '../preprocessor/locate';
import type { Problem } from '../preprocessor/problem';
import { positionsOf } from '../text/line-index';
import type { PositionRange } from '../text/text-range';
import { writeDtb } from '../tree/write-dtb';
import { sourceTreeOf } from '../workspace/source-tree';
import { buildTree, type BuiltTree, type FrontEnd } from './build-tree';
import { createDiskFiles, type DiskFiles } from './disk-files';
import { createDisplay } from './display-names';

export interface CompileOptions {
  readonly output?: string;
  readonly batch?: string;
  readonly symbols: boolean;
  readonly includePaths: readonly string[];
  readonly defines: ReadonlyMap<string, string>;
  readonly overlays: readonly string[];
}

/** Compiles one file; the exit status: 0 written, 1 refused, 2 unreadable or unwritable. */
export function compileFile(
  path: string,
  options: CompileOptions,
  print: (line: string) => void,
): 0 | 1 | 2 {
  const built = build(createDiskFiles(), path, options);
  if (built === undefined) {
    process.stderr.write(`dts-chosen: cannot read ${path}\n`);
    return 2;
  }
  for (const problem of built.problems) print(gccLine(placed(built, problem, path)));
  if (built.problems.some((it) => it.severity === 'error')) return 1;
  return write(options.output ?? '', writeDtb(built.tree, { symbols: options.symbols })) ? 0 : 2;
}

/** What is printed for one file of a list. */
export interface BatchResult {
  readonly file: string;
  readonly ok: boolean;
  readonly diagnostics: readonly Omit<PlacedProblem, 'range' | 'code'>[];
}

/** Compiles the files of a list, one after the other; a refused one gets no output. */
export function createCompiler(
  options: CompileOptions,
): (input: string, output: string) => BatchResult {
  const files = createDiskFiles();
  let neighbour: FrontEnd | undefined;
  return (input, output) => {
    const built = build(files, input, options, neighbour);
    if (built === undefined) {
      const message = `cannot read ${input}`;
      return { file: input, ok: false, diagnostics: [{ file: input, severity: 'error', message }] };
    }
    neighbour = built.front;
    const isRefused = built.problems.some((it) => it.severity === 'error');
    const ok = !isRefused && write(output, writeDtb(built.tree, { symbols: options.symbols }));
    return { file: input, ok, diagnostics: built.problems.map((it) => placed(built, it, input)) };
  };
}

function build(
  files: DiskFiles,
  path: string,
  options: CompileOptions,
  neighbour?: FrontEnd,
): BuiltTree | undefined {
  const given = options.includePaths.map((it) => resolve(it));
  const tree = given.length === 0 ? sourceTreeOf(resolve(path), existsSync) : undefined;
  return buildTree({
    files,
    path,
    includePaths: tree?.includePaths ?? given,
    defines: options.defines,
    overlays: options.overlays,
    nameOf: createDisplay([path, ...options.includePaths]),
    neighbour,
  });
}

interface PlacedProblem {
  readonly file: string;
  /** As in LSP: from 0, in UTF-16 code units. */
  readonly range: PositionRange;
  readonly severity: string;
  readonly code: string;
  readonly message: string;
}

/** A problem with its place as the user knows it; at the start of the root file when it has none. */
function placed(built: BuiltTree, problem: Problem, root: string): PlacedProblem {
  const located = locate(problem.at, built.file);
  const file = located && built.file(located.file);
  const { severity, code, message } = problem;
  const start = { line: 0, character: 0 };
  if (located === undefined || file === undefined)
    return { file: root, range: { start, end: start }, severity, code, message };
  const range = positionsOf(linesOf(file), located.range);
  return { file: createDisplay([root])(located.file), range, severity, code, message };
}

/** `file:line:column: severity: message [code]`, one-based. */
function gccLine({ file, range, severity, code, message }: PlacedProblem): string {
  const { line, character } = range.start;
  return `${file}:${line + 1}:${character + 1}: ${severity}: ${message} [${code}]`;
}

function write(path: string, blob: Uint8Array): boolean {
  if (path === '-') {
    process.stdout.write(blob);
    return true;
  }
  try {
    if (!isWritten(path, blob)) {
      mkdirSync(dirname(resolve(path)), { recursive: true });
      writeFileSync(path, blob);
    }
    return true;
  } catch (error) {
    process.stderr.write(
      `dts-chosen: cannot write ${path}: ${error instanceof Error ? error.message : String(error)}\n`,
    );
    return false;
  }
}

/** False when there is no folder for the file. */
function isWritten(path: string, blob: Uint8Array): boolean {
  try {
    writeFileSync(path, blob);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return false;
    throw error;
  }
}
