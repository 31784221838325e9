/**
 * The outline of one file: its blocks as they are written, each with its properties. It shows what the file says,
 * not what is composed from it, so it needs no context and holds in half-typed and inactive text.
 */
import type { SourceFile } from '../lexer/source-file';
import type { FileId } from '../lexer/token-chunk';
import { spanText, type Span } from '../preprocessor/token-stream';
import { parseFile } from '../syntax/file-tree';
import type { NodeSyntax, PropertySyntax, Statement } from '../syntax/ast';
import type { TextRange } from '../text/text-range';
import type { Snapshot } from '../workspace/snapshot';
import { fileRange, statementRange } from './file-ranges';

export interface DocumentSymbol {
  /** `/`, `module@40200000`, `&uart0`, `reg`. */
  readonly name: string;
  /** A node's labels (`uart0: serial0:`) or the beginning of a property's value; may be empty. */
  readonly detail: string;
  readonly kind: 'root' | 'node' | 'reference' | 'property';
  readonly range: TextRange;
  /** Lies within `range`. */
  readonly selection: TextRange;
  readonly children: readonly DocumentSymbol[];
}

/** Code units of a property's value that are shown. */
const longestDetail = 60;

/** The outline of a file in source order; empty for an unknown file. */
export function documentSymbols(snapshot: Snapshot, id: FileId): readonly DocumentSymbol[] {
  const file = snapshot.file(id);
  return file === undefined ? [] : symbolsOf(file, parseFile(file).syntax.statements);
}

function symbolsOf(file: SourceFile, statements: readonly Statement[]): readonly DocumentSymbol[] {
  return statements.flatMap((it): readonly DocumentSymbol[] => {
    if (it.kind === 'node') return nodeSymbol(file, it);
    return it.kind === 'property' ? propertySymbol(file, it) : [];
  });
}

function nodeSymbol(file: SourceFile, node: NodeSyntax): readonly DocumentSymbol[] {
  const { target } = node;
  const name = target.kind === 'root' ? '/' : spanText(target);
  const kind = target.kind === 'name' ? 'node' : target.kind;
  const detail = node.labels.map((it) => `${it.name}:`).join(' ');
  return symbol(file, node, target, { name, kind, detail }, symbolsOf(file, node.statements));
}

function propertySymbol(file: SourceFile, property: PropertySyntax): readonly DocumentSymbol[] {
  const text = property.value ? valueText(property.value) : '';
  const detail = text.length > longestDetail ? `${text.slice(0, longestDetail - 1)}…` : text;
  return symbol(
    file,
    property,
    property.name,
    { name: property.name.text, kind: 'property', detail },
    [],
  );
}

/** The beginning of a value: no more tokens than can be shown. */
function valueText({ stream, from, to }: Span): string {
  return spanText({ stream, from, to: Math.min(to, from + longestDetail) });
}

function symbol(
  file: SourceFile,
  whole: Statement,
  name: Span,
  facts: Pick<DocumentSymbol, 'name' | 'kind' | 'detail'>,
  children: readonly DocumentSymbol[],
): readonly DocumentSymbol[] {
  const range = statementRange(file, whole);
  const selection = fileRange(file, name);
  if (range === undefined || selection === undefined) return children;
  const isInside = range.start <= selection.start && selection.end <= range.end;
  return [{ ...facts, range, selection: isInside ? selection : range, children }];
}
