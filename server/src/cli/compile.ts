/** `dts-chosen compile`: a devicetree compiler that writes what `cpp | dtc` writes, one file or a whole list. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import { chunkStarts, linesOf } from '../lexer/source-file';
import { locate } from '../preprocessor/locate';
import type { Problem } from '../preprocessor/problem';
import { positionsOf } from '../text/line-index';
import { writeDtb } from '../tree/write-dtb';
import { buildTree, type BuiltTree } from './build-tree';
import { createDiskFiles, type DiskFiles } from './disk-files';

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
  for (const problem of built.problems) print(gccLine(built, problem, path));
  if (built.problems.some((it) => it.severity === 'error')) return 1;
  return write(options.output ?? '', writeDtb(built.tree, { symbols: options.symbols })) ? 0 : 2;
}

/**
 * Compiles the files of a list (lines `IN<TAB>OUT`), sharing the work on include files; prints one line of JSON
 * per file. A refused input gets no output file. The exit status is 0 once all were tried, 2 without a list.
 */
export function compileBatch(
  list: string,
  options: CompileOptions,
  print: (line: string) => void,
): 0 | 2 {
  const lines = readList(list);
  if (lines === undefined) {
    process.stderr.write(`dts-chosen: cannot read ${list}\n`);
    return 2;
  }
  const files = createDiskFiles();
  for (const [input, output] of lines)
    print(JSON.stringify(compileOne(files, input, output, options)));
  return 0;
}

interface BatchResult {
  readonly file: string;
  readonly ok: boolean;
  readonly diagnostics: readonly string[];
}

function compileOne(
  files: DiskFiles,
  input: string,
  output: string,
  options: CompileOptions,
): BatchResult {
  const built = build(files, input, options);
  if (built === undefined)
    return { file: input, ok: false, diagnostics: [`${input}: cannot be read`] };
  const diagnostics = built.problems.map((it) => gccLine(built, it, input));
  const isRefused = built.problems.some((it) => it.severity === 'error');
  const ok = !isRefused && write(output, writeDtb(built.tree, { symbols: options.symbols }));
  return { file: input, ok, diagnostics };
}

function readList(path: string): readonly (readonly [string, string])[] | undefined {
  try {
    const text = readFileSync(path, 'utf8');
    return text
      .split('\n')
      .filter((line) => line.includes('\t') && !line.startsWith('#'))
      .map((line) => {
        const [input, output] = line.split('\t');
        return [input ?? '', output ?? ''] as const;
      });
  } catch {
    return undefined;
  }
}

function build(files: DiskFiles, path: string, options: CompileOptions): BuiltTree | undefined {
  return buildTree({
    files,
    path,
    includePaths: options.includePaths.map((it) => resolve(it)),
    defines: options.defines,
    overlays: options.overlays,
    nameOf: displayName,
  });
}

/** Paths below the working directory are shown relative to it. */
function displayName(path: string): string {
  const short = relative(process.cwd(), path);
  return short.startsWith('..') ? path : short;
}

/** `file:line:column: severity: message [code]`, one-based. */
function gccLine(built: BuiltTree, problem: Problem, fallback: string): string {
  const located = locate(problem.at, built.file);
  const file = located && built.file(located.file);
  const tail = `${problem.severity}: ${problem.message} [${problem.code}]`;
  if (located === undefined || file === undefined || chunkStarts(file).size === 0)
    return `${fallback}:1:1: ${tail}`;
  const { start } = positionsOf(linesOf(file), located.range);
  return `${displayName(located.file)}:${start.line + 1}:${start.character + 1}: ${tail}`;
}

function write(path: string, blob: Uint8Array): boolean {
  try {
    mkdirSync(dirname(resolve(path)), { recursive: true });
    writeFileSync(path, blob);
    return true;
  } catch (error) {
    process.stderr.write(
      `dts-chosen: cannot write ${path}: ${error instanceof Error ? error.message : String(error)}\n`,
    );
    return false;
  }
}
