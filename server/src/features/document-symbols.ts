/**
 * The outline of one file: its blocks as they are written, each with its properties unless there are too many. It shows
 * what the file says, not what is composed from it, so it needs no context and holds in half-typed and inactive text.
 * Editors ask for it behind every key, so that the symbols are made once, in the caller's form.
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
}

/** Makes a symbol of what is known of it and of those in it. */
export type MakeSymbol<T> = (symbol: DocumentSymbol, children: T[]) => T;

/** Code units of a property's value that are shown. */
const longestDetail = 60;

/** Nodes and properties that are shown; of a file with more only the nodes. */
const mostSymbols = 10_000;

/** The outline of a file in source order; empty for an unknown file. */
export function documentSymbols<T>(snapshot: Snapshot, id: FileId, make: MakeSymbol<T>): T[] {
  const file = snapshot.file(id);
  if (file === undefined) return [];
  const { statements } = parseFile(file).syntax;
  const hasProperties = countUpTo(mostSymbols + 1, statements) <= mostSymbols;
  return symbolsOf({ file, hasProperties, make }, statements);
}

/** How many statements there are, those in nodes included; no further than a bound. */
function countUpTo(most: number, statements: readonly Statement[]): number {
  let count = 0;
  for (const it of statements) {
    count += 1 + (it.kind === 'node' ? countUpTo(most - count, it.statements) : 0);
    if (count >= most) break;
  }
  return count;
}

interface Outline<T> {
  readonly file: SourceFile;
  readonly hasProperties: boolean;
  readonly make: MakeSymbol<T>;
}

function symbolsOf<T>(outline: Outline<T>, statements: readonly Statement[]): T[] {
  const symbols: T[] = [];
  for (const it of statements) {
    if (it.kind === 'node') addNode(outline, symbols, it);
    else if (it.kind === 'property' && outline.hasProperties) addProperty(outline, symbols, it);
  }
  return symbols;
}

function addNode<T>(outline: Outline<T>, to: T[], node: NodeSyntax): void {
  const { target } = node;
  const children = symbolsOf(outline, node.statements);
  const ranges = rangesOf(outline.file, node, target);
  if (ranges === undefined) {
    for (const it of children) to.push(it);
    return;
  }
  const name = target.kind === 'root' ? '/' : spanText(target);
  const kind = target.kind === 'name' ? 'node' : target.kind;
  const detail = node.labels.map((it) => `${it.name}:`).join(' ');
  to.push(outline.make({ name, kind, detail, ...ranges }, children));
}

function addProperty<T>({ file, make }: Outline<T>, to: T[], property: PropertySyntax): void {
  const ranges = rangesOf(file, property, property.name);
  if (ranges === undefined) return;
  const text = property.value ? valueText(property.value) : '';
  const detail = text.length > longestDetail ? `${text.slice(0, longestDetail - 1)}…` : text;
  to.push(make({ name: property.name.text, kind: 'property', detail, ...ranges }, []));
}

/** The beginning of a value: no more tokens than can be shown. */
function valueText({ stream, from, to }: Span): string {
  return spanText({ stream, from, to: Math.min(to, from + longestDetail) });
}

function rangesOf(
  file: SourceFile,
  whole: Statement,
  name: Span,
): Pick<DocumentSymbol, 'range' | 'selection'> | undefined {
  const range = statementRange(file, whole);
  const selection = fileRange(file, name);
  if (range === undefined || selection === undefined) return undefined;
  const isInside = range.start <= selection.start && selection.end <= range.end;
  return { range, selection: isInside ? selection : range };
}
