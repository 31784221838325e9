/** Finding the way from a file's syntax down to one token. Spans of siblings never overlap and stand in order. */
import type {
  FileSyntax,
  LabelSyntax,
  NameSyntax,
  NodeSyntax,
  NodeTarget,
  ReferenceSyntax,
  Statement,
  ValuePart,
  ValueSyntax,
} from '../syntax/ast';
import { headOf, headWidth, tailWidth, widthOf } from '../syntax/statement-spans';

export type AnySyntax = FileSyntax | Statement | Inside;

/** The parts of statements. */
type Inside = LabelSyntax | NodeTarget | NameSyntax | ValueSyntax | ValuePart | ReferenceSyntax;

/** The way down to one token. */
export interface SyntaxPath {
  /** The syntax that holds the token, outermost (the file) first. */
  readonly path: readonly AnySyntax[];
  /** Where the token stands in the stream of the innermost statement; absent when no statement holds it. */
  readonly at?: number;
}

/** The way to token `index`, counted among all tokens of all streams. */
export function syntaxPath(syntax: FileSyntax, index: number): SyntaxPath {
  const path: AnySyntax[] = [syntax];
  let { statements } = syntax;
  let start = 0;
  for (;;) {
    const found = statementAt(statements, start, index);
    if (found === undefined) return { path };
    const { statement } = found;
    path.push(statement);
    const head = headOf(statement);
    const at = head.from + index - found.start;
    if (statement.kind === 'node' && at >= head.to) {
      ({ statements } = statement);
      start = found.start + headWidth(statement);
    } else return { path: [...path, ...insideOf(statement, at)], at };
  }
}

function statementAt(statements: readonly Statement[], from: number, index: number) {
  let start = from;
  for (const statement of statements) {
    const width = widthOf(statement);
    if (index < start) return undefined;
    if (index < start + width) return { statement, start };
    start += width;
  }
  return undefined;
}

/** What of a statement's own syntax holds token `at` of its stream, outermost first. */
function insideOf(statement: Statement, at: number): readonly Inside[] {
  const path: Inside[] = [];
  const holder = (parts: readonly Inside[]) => parts.find((it) => it.from <= at && at < it.to);
  let inside = holder(partsOf(statement));
  while (inside !== undefined) {
    path.push(inside);
    inside = holder(partsOf(inside));
  }
  return path;
}

/** The nodes whose braces hold the place before token `gap`, outermost first. */
export function enclosingNodes(syntax: FileSyntax, gap: number): readonly NodeSyntax[] {
  const path: NodeSyntax[] = [];
  let statements: readonly Statement[] | undefined = syntax.statements;
  let start = 0;
  while (statements !== undefined) {
    let inside: NodeSyntax | undefined;
    for (const it of statements) {
      const width = widthOf(it);
      if (
        it.kind === 'node' &&
        start + headWidth(it) <= gap &&
        gap <= start + width - tailWidth(it)
      ) {
        inside = it;
        break;
      }
      start += width;
      if (start > gap) break;
    }
    if (inside !== undefined) {
      path.push(inside);
      start += headWidth(inside);
    }
    statements = inside?.statements;
  }
  return path;
}

/** The innermost syntax of one kind on a path. */
export function innermost<K extends AnySyntax['kind']>(
  path: readonly AnySyntax[],
  kind: K,
): Extract<AnySyntax, { kind: K }> | undefined {
  return path.findLast((it): it is Extract<AnySyntax, { kind: K }> => it.kind === kind);
}

/** Every reference in a syntax tree, in source order. */
export function referencesIn(syntax: FileSyntax): readonly ReferenceSyntax[] {
  return allOf(syntax, 'reference');
}

/** Every label that is declared in a syntax tree, in source order. */
export function labelsIn(syntax: FileSyntax): readonly LabelSyntax[] {
  return allOf(syntax, 'label');
}

function allOf<K extends AnySyntax['kind']>(
  syntax: FileSyntax,
  kind: K,
): readonly Extract<AnySyntax, { kind: K }>[] {
  const found: Extract<AnySyntax, { kind: K }>[] = [];
  const isSought = (it: AnySyntax): it is Extract<AnySyntax, { kind: K }> => it.kind === kind;
  const pending: AnySyntax[] = [syntax];
  for (let it = pending.pop(); it !== undefined; it = pending.pop()) {
    if (isSought(it)) found.push(it);
    else for (const child of [...childrenOfSyntax(it)].reverse()) pending.push(child);
  }
  return found;
}

function childrenOfSyntax(syntax: AnySyntax): readonly AnySyntax[] {
  if (syntax.kind === 'file') return syntax.statements;
  return syntax.kind === 'node' ? [...partsOf(syntax), ...syntax.statements] : partsOf(syntax);
}

/** What a statement consists of, apart from statements. */
function partsOf(syntax: Exclude<AnySyntax, FileSyntax>): readonly Inside[] {
  switch (syntax.kind) {
    case 'node':
      return [...syntax.labels, syntax.target];
    case 'property':
      return [...syntax.labels, syntax.name, ...(syntax.value ? [syntax.value] : [])];
    case 'value':
      return [...syntax.parts, ...syntax.labels];
    case 'cells':
      return syntax.references.map((it) => it.reference);
    case 'path':
      return [syntax.reference];
    case 'memreserve':
      return syntax.labels;
    case 'delete-node':
    case 'delete-property':
    case 'omit-node':
      return [syntax.target];
    case 'version':
    case 'error':
    case 'root':
    case 'name':
    case 'label':
    case 'reference':
    case 'string':
    case 'bytes':
    case 'incbin':
      return [];
  }
}
