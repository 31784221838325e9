/**
 * The rules of the house as functions: each takes sources and returns one sentence per violation.
 * They read the sources with TypeScript's own parser and touch no file, so that the test can show
 * on made-up sources that each of them is able to fail.
 */
import * as path from 'node:path';
import ts from 'typescript';

/** A source file: its path below the repository, with slashes, and its text. */
export interface Source {
  readonly path: string;
  readonly text: string;
}

type Check = (sources: readonly Source[]) => readonly string[];

/** The folders of server/src, lowest first; those of one row do not know each other. */
const layers: readonly (readonly string[])[] = [
  ['base'],
  ['text'],
  ['lexer'],
  ['preprocessor'],
  ['syntax'],
  ['tree'],
  ['bindings', 'memory'],
  ['model'],
  ['rules'],
  ['workspace'],
  ['features'],
  ['protocol', 'cli'],
];
const lineLimit = 400;

/** Tables of data may be longer than a page of code. */
const dataTables: readonly string[] = [];

const forbiddenWord = /^(utils?|helpers?|common|misc|manager)$/;

/** Each check with the sentence it holds. */
export const checks: Readonly<Record<string, Check>> = {
  'every folder imports only from the layers below it': importDirection,
  'no two files import each other, over however many others': cycles,
  'only protocol/ imports vscode-languageserver': (sources) =>
    foreignImports(sources, ['protocol'], /^vscode-languageserver/),
  'only protocol/ and cli/ import Node': (sources) =>
    foreignImports(
      sources,
      ['protocol', 'cli'],
      /^node:|^(fs|path|os|child_process|crypto|url|util)(\/|$)/,
    ),
  'nothing is exported as default': (sources) => statements(sources, isDefaultExport),
  'what runs when a file is loaded comes behind all that it may need': earlyRuns,
  'no file only passes on what others export': barrels,
  'no file is longer than 400 lines': longFiles,
  'no file has a name that says nothing': (sources) =>
    names(sources, (name) => name.split('-').some((word) => forbiddenWord.test(word))),
  'all names are in kebab-case': (sources) =>
    names(sources, (name) => !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name)),
};

function importDirection(sources: readonly Source[]): readonly string[] {
  return sources.flatMap(({ path: from, text }) => {
    const layer = layerOf(from);
    if (layer === undefined) return [];
    if (rankOf(layer) < 0) return [`${from}: ${layer}/ is not a layer`];
    return internalImports(from, text)
      .filter((to) => !mayImport(layer, layerOf(to)))
      .map((to) => `${from} imports ${to}`);
  });
}

function mayImport(from: string, to: string | undefined): boolean {
  if (to === undefined) return false;
  return from === to || (rankOf(to) >= 0 && rankOf(to) < rankOf(from));
}

function rankOf(layer: string): number {
  return layers.findIndex((row) => row.includes(layer));
}

function cycles(sources: readonly Source[]): readonly string[] {
  const files = new Map(sources.map((it) => [it.path.replace(/\.ts$/, ''), it]));
  const done = new Set<string>();
  const found: string[] = [];
  const visit = (file: string, trail: readonly string[]): void => {
    if (trail.includes(file)) {
      found.push([...trail.slice(trail.indexOf(file)), file].join(' → '));
      return;
    }
    const source = files.get(file);
    if (source === undefined || done.has(file)) return;
    for (const next of internalImports(source.path, source.text)) visit(next, [...trail, file]);
    done.add(file);
  };
  for (const file of files.keys()) visit(file, []);
  return found;
}

/** Imports of packages that match, outside the given folders of server/src. */
function foreignImports(
  sources: readonly Source[],
  folders: readonly string[],
  pattern: RegExp,
): readonly string[] {
  return sources
    .filter(({ path: file }) => file.startsWith('server/src/'))
    .filter(({ path: file }) => !folders.includes(layerOf(file) ?? ''))
    .flatMap(({ path: file, text }) =>
      specifiersOf(text)
        .filter((specifier) => pattern.test(specifier))
        .map((specifier) => `${file} imports ${specifier}`),
    );
}

function barrels(sources: readonly Source[]): readonly string[] {
  const named = sources.filter(({ path: file }) => path.posix.basename(file) === 'index.ts');
  const passing = sources.filter((source) => {
    const all = parse(source).statements;
    return all.length > 0 && all.every((it) => ts.isImportDeclaration(it) || isReExport(it));
  });
  const wild = statements(
    sources,
    (it) => isReExport(it) && !(it as ts.ExportDeclaration).exportClause,
  );
  const files = [...named, ...passing.filter((it) => parse(it).statements.some(isReExport))];
  return [...new Set([...files.map((it) => it.path), ...wild])];
}

function longFiles(sources: readonly Source[]): readonly string[] {
  return sources
    .filter(({ path: file }) => !dataTables.includes(file))
    .map(({ path: file, text }) => ({ file, lines: text.trimEnd().split('\n').length }))
    .filter(({ lines }) => lines > lineLimit)
    .map(({ file, lines }) => `${file} has ${lines} lines`);
}

/** Files with a folder or file name (without extensions) that `isWrong`. */
function names(sources: readonly Source[], isWrong: (name: string) => boolean): readonly string[] {
  return sources
    .map(({ path: file }) => file)
    .filter((file) =>
      file.split('/').some((name) => isWrong(name.replace(/(\.test|\.d)?\.ts$/, ''))),
    );
}

function statements(
  sources: readonly Source[],
  isWrong: (statement: ts.Statement) => boolean,
): readonly string[] {
  return sources.filter((it) => parse(it).statements.some(isWrong)).map((it) => it.path);
}

function isDefaultExport(statement: ts.Statement): boolean {
  if (ts.isExportAssignment(statement)) return true;
  if (ts.isExportDeclaration(statement) && statement.exportClause !== undefined) {
    const clause = statement.exportClause;
    return ts.isNamedExports(clause) && clause.elements.some((it) => it.name.text === 'default');
  }
  const modifiers = ts.canHaveModifiers(statement) ? ts.getModifiers(statement) : undefined;
  return modifiers?.some((it) => it.kind === ts.SyntaxKind.DefaultKeyword) ?? false;
}

/** In a bundle, what is defined further down would be undefined without a word. */
function earlyRuns(sources: readonly Source[]): readonly string[] {
  return sources.flatMap((it) => {
    const { statements: all } = parse(it);
    const run = all.findIndex((statement) => ts.isExpressionStatement(statement));
    const isLate = run >= 0 && all.slice(run).some(isDefinition);
    return isLate ? [`${it.path} runs something before all is defined`] : [];
  });
}

function isDefinition(statement: ts.Statement): boolean {
  return ts.isVariableStatement(statement) || ts.isClassDeclaration(statement);
}

function isReExport(statement: ts.Statement): boolean {
  return ts.isExportDeclaration(statement) && statement.moduleSpecifier !== undefined;
}

/** The folder of server/src that a path lies in; undefined for files elsewhere. */
function layerOf(file: string): string | undefined {
  return /^server\/src\/([^/]+)\//.exec(file)?.[1];
}

/** The files of the repository that a file imports, without their extension. */
function internalImports(from: string, text: string): readonly string[] {
  return specifiersOf(text)
    .filter((specifier) => specifier.startsWith('.'))
    .map((specifier) => path.posix.join(path.posix.dirname(from), specifier));
}

/** Everything imported, re-exported or imported dynamically, types included. */
function specifiersOf(text: string): readonly string[] {
  return ts.preProcessFile(text, true, true).importedFiles.map(({ fileName }) => fileName);
}

function parse({ path: file, text }: Source): ts.SourceFile {
  return ts.createSourceFile(file, text, ts.ScriptTarget.Latest);
}
