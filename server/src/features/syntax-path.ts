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

export type AnySyntax =
  | FileSyntax
  | Statement
  | LabelSyntax
  | NodeTarget
  | NameSyntax
  | ValueSyntax
  | ValuePart
  | ReferenceSyntax;

/** The syntax that holds token `index`, outermost (the file) first. */
export function syntaxPath(syntax: FileSyntax, index: number): readonly AnySyntax[] {
  const path: AnySyntax[] = [syntax];
  let at: AnySyntax | undefined = syntax;
  while (at !== undefined) {
    at = childrenOfSyntax(at).find((it) => it.from <= index && index < it.to);
    if (at !== undefined) path.push(at);
  }
  return path;
}

/** The nodes whose braces hold the place before token `gap`, outermost first. */
export function enclosingNodes(syntax: FileSyntax, gap: number): readonly NodeSyntax[] {
  const path: NodeSyntax[] = [];
  let statements: readonly Statement[] | undefined = syntax.statements;
  while (statements !== undefined) {
    const inside: NodeSyntax | undefined = statements.find(
      (it): it is NodeSyntax =>
        it.kind === 'node' && it.body.from <= gap && gap <= (it.isClosed ? it.body.to : it.to),
    );
    if (inside !== undefined) path.push(inside);
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
  switch (syntax.kind) {
    case 'file':
      return syntax.statements;
    case 'node':
      return [...syntax.labels, syntax.target, ...syntax.statements];
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
