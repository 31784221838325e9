/**
 * What the thing under the pointer is: a macro, a reference, a node, a property, a compatible string or a number, as the
 * preferred context composes it and as the bindings describe it.
 */
import { cellSpan } from '../../syntax/cell-span';
import type { FileId } from '../../lexer/token-chunk';
import { TokenKind } from '../../lexer/token-kind';
import { locate } from '../../preprocessor/locate';
import type { Span } from '../../preprocessor/token-stream';
import type { CellsPart } from '../../syntax/ast';
import type { TextRange } from '../../text/text-range';
import type { NodeRef } from '../../tree/node-ref';
import { labelsOf, resolveReference } from '../../tree/references';
import type { Snapshot } from '../../workspace/snapshot';
import { compatibleDocs, nodeDocs, propertyDocs } from '../binding-docs';
import { placeAt, placeOfNode } from '../binding-place';
import { nodeByNames, nodeOfBlock } from '../composed';
import { directiveAt, textOf } from '../file-tokens';
import { describeMacro } from './describe-macro';
import { describeNode } from './describe-node';
import { describeNumber } from './describe-number';
import { describeProperty } from './describe-property';
import { code, paragraphs } from './markdown';
import { subjectOf } from './subject';
import { includesIn } from '../include-targets';
import { nodeNamedBy } from '../node-strings';
import { positionIn, type Position } from '../position';
import { isInScope } from '../scope';
import { macroUseAt } from '../stream-places';
import { innermost } from '../syntax-path';

export interface Hover {
  readonly markdown: string;
  /** What the text is about, in the file that was asked about. */
  readonly range: TextRange;
}

/** The hover at `offset` (code units), or undefined where there is nothing to say. */
export function hover(snapshot: Snapshot, id: FileId, offset: number): Hover | undefined {
  const position = positionIn(snapshot, id, offset);
  if (position?.token === undefined || position.token.end < offset) return undefined;
  if (!isInScope(position)) return undefined;
  const about = { snapshot, position };
  return (
    includeHover(about) ??
    macroHover(about) ??
    referenceHover(about) ??
    labelHover(about) ??
    nodeHover(about) ??
    stringHover(about) ??
    propertyHover(about)
  );
}

interface About {
  readonly snapshot: Snapshot;
  readonly position: Position;
}

function includeHover({ snapshot, position }: About): Hover | undefined {
  const include = includesIn(snapshot, position.file.id).find(
    ({ range }) => range.start <= position.offset && position.offset <= range.end,
  );
  if (include === undefined) return undefined;
  const markdown = include.target === undefined ? 'No such file is loaded.' : code(include.target);
  return { markdown, range: include.range };
}

function macroHover({ snapshot, position }: About): Hover | undefined {
  const { token, analysis, syntax } = position;
  if (token?.kind !== TokenKind.identifier) return undefined;
  const use = macroUseAt(syntax.sequence, token);
  const isInDirective = directiveAt(position.file, token.start) !== undefined;
  if (use === undefined && !isInDirective) return undefined;
  return madeOf(describeMacro(snapshot, analysis, textOf(token), use), token);
}

function referenceHover(about: About): Hover | undefined {
  const { position } = about;
  const reference = innermost(position.path, 'reference');
  if (reference === undefined) return undefined;
  const node = resolveReference(position.analysis.tree, reference);
  return aboutNode(about, node, reference);
}

function labelHover(about: About): Hover | undefined {
  const label = innermost(about.position.path, 'label');
  if (label === undefined) return undefined;
  return aboutNode(about, labelsOf(about.position.analysis.tree).get(label.name), label);
}

/** On the name of a node, of a root or of a node to delete. */
function nodeHover(about: About): Hover | undefined {
  const { path, blocks, analysis } = about.position;
  const name = path[path.length - 1];
  const owner = path[path.length - 2];
  if (name?.kind !== 'name' && name?.kind !== 'root') return undefined;
  if (owner?.kind !== 'node') return undefined;
  const node = nodeOfBlock(analysis.tree, owner) ?? nodeByNames(analysis.tree, [...blocks, owner]);
  return aboutNode(about, node, name);
}

function aboutNode(about: About, node: NodeRef | undefined, at: Span): Hover | undefined {
  const { snapshot, position } = about;
  if (node === undefined) return undefined;
  const docs = nodeDocs(snapshot.catalogue, placeOfNode(position.analysis.tree, node));
  return madeOf(
    describeNode(subjectOf(snapshot, position.analysis, node), docs),
    rangeOf(about, at),
  );
}

/** On a string: what it says in `compatible`, which node it names elsewhere. */
function stringHover(about: About): Hover | undefined {
  const { snapshot, position } = about;
  const string = innermost(position.path, 'string');
  const property = innermost(position.path, 'property');
  if (string === undefined || property === undefined) return undefined;
  if (property.name.text !== 'compatible')
    return aboutNode(
      about,
      nodeNamedBy(position.analysis.tree, property.name.text, string.bytes),
      string,
    );
  const docs = string.bytes
    .split('\0')
    .map((it) => compatibleDocs(snapshot.catalogue, placeAt(position), it));
  return madeOf(paragraphs(docs), rangeOf(about, string));
}

/** Anywhere else in a property; on a number, the number comes first. */
function propertyHover(about: About): Hover | undefined {
  const { snapshot, position } = about;
  const syntax = innermost(position.path, 'property');
  if (syntax === undefined) return undefined;
  const { analysis, node } = position;
  const property = node?.node.properties.get(syntax.name.text);
  const docs = propertyDocs(snapshot.catalogue, placeAt(position), syntax.name.text);
  const whole =
    node && property ? describeProperty(subjectOf(snapshot, analysis, node), property, docs) : docs;
  const cell = cellAt(position);
  if (cell === undefined)
    return madeOf(whole, rangeOf(about, innermost(position.path, 'name') ?? syntax));
  return madeOf(paragraphs([cell.text, whole]), rangeOf(about, cell.at));
}

function cellAt({
  path,
  index,
}: Position): { readonly text: string; readonly at: Span } | undefined {
  const cells = innermost(path, 'cells');
  if (cells === undefined || index === undefined) return undefined;
  const i = cells.values.findIndex((_, n) => {
    const { from, to } = cellSpan(cells, n);
    return from <= index && index < to;
  });
  const value = cells.values[i];
  if (value === undefined || cells.unknown.includes(i) || isReference(cells, i)) return undefined;
  return { text: describeNumber(BigInt(value)), at: cellSpan(cells, i) };
}

function isReference(cells: CellsPart, cell: number): boolean {
  return cells.references.some((it) => it.index === cell);
}

function madeOf(markdown: string | undefined, range: TextRange): Hover | undefined {
  return markdown === undefined
    ? undefined
    : { markdown, range: { start: range.start, end: range.end } };
}

function rangeOf({ snapshot, position }: About, at: Span): TextRange {
  const found = locate(at, (id) => snapshot.file(id));
  const here = { start: position.offset, end: position.offset };
  return found?.file === position.file.id ? found.range : (position.token ?? here);
}
