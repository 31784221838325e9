/**
 * What dtc asks of a whole file: headers first and in agreement, then `/memreserve/`s, then the tree, which begins
 * with `/ { };` (dtc dt-parser.y sourcefile). Only a root file is asked this; an included one is part of another.
 */
import type { Place, Problem } from '../preprocessor/problem';
import type { FileSyntax, Statement } from './ast';
import { endOfFile, firstTokenOf } from './statement-spans';

/** The problems of a file's order, in source order. */
export function checkFileOrder(file: FileSyntax): readonly Problem[] {
  const problems: Problem[] = [];
  const report = (code: string, message: string, at: Place) => {
    problems.push({ code, severity: 'error', message, at });
  };
  const first = firstTokenOf(file);
  const { statements } = file;
  if (statements[0]?.kind !== 'version' || statements[0].isPlugin)
    report('syntax/missing-version', 'expected /dts-v1/; at the start of the file', first);
  checkHeaders(statements, report);
  let hasTree = false;
  for (const statement of statements) {
    if (statement.kind === 'memreserve' && hasTree)
      report('syntax/misplaced', '/memreserve/ must stand before the first node', statement);
    if (
      statement.kind === 'node' ||
      statement.kind === 'delete-node' ||
      statement.kind === 'omit-node'
    ) {
      if (!hasTree && !mayBeFirst(statement, isPlugin(file)))
        report('syntax/misplaced', 'the tree must begin with "/ { … };"', statement);
      hasTree = true;
    }
  }
  const isBroken = statements.some((it) => it.kind === 'error');
  if (!hasTree && !isBroken)
    report(
      'syntax/no-tree',
      'expected "/ { … };": a devicetree needs a root node',
      endOfFile(file),
    );
  return problems;
}

/** Whether `/plugin/;` is given: the file is an overlay. */
export function isPlugin(file: FileSyntax): boolean {
  return file.statements.some((it) => it.kind === 'version' && it.isPlugin);
}

/** Whether `/dts-v1/;` is given. */
export function hasVersion(file: FileSyntax): boolean {
  return file.statements.some((it) => it.kind === 'version' && !it.isPlugin);
}

/** Each `/dts-v1/;` may be followed by one `/plugin/;`; repeats must say the same. */
function checkHeaders(
  statements: readonly Statement[],
  report: (code: string, message: string, at: Place) => void,
): void {
  let isHeader = true;
  const headers: { isPlugin: boolean; readonly at: Place }[] = [];
  statements.forEach((statement, i) => {
    if (statement.kind !== 'version') {
      isHeader = false;
      return;
    }
    const word = statement.isPlugin ? '/plugin/;' : '/dts-v1/;';
    if (!isHeader)
      return report('syntax/misplaced', `${word} must stand at the start of the file`, statement);
    const before = statements[i - 1];
    if (!statement.isPlugin) headers.push({ isPlugin: false, at: statement });
    else if (before?.kind !== 'version' || before.isPlugin) {
      if (i > 0)
        report('syntax/misplaced', '/plugin/; must stand right behind /dts-v1/;', statement);
    } else {
      const last = headers[headers.length - 1];
      if (last) last.isPlugin = true;
    }
  });
  for (const header of headers)
    if (header.isPlugin !== headers[0]?.isPlugin)
      report(
        'syntax/version-mismatch',
        'this header disagrees with the first one about /plugin/;',
        header.at,
      );
}

/** dtc begins a tree with `/ { }`; an overlay may begin with `&reference { }`. */
function mayBeFirst(statement: Statement, isOverlay: boolean): boolean {
  if (statement.kind !== 'node') return false;
  return (
    statement.target.kind === 'root' ||
    (isOverlay && statement.target.kind === 'reference' && statement.labels.length === 0)
  );
}
