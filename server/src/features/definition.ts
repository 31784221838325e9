/**
 * Where the thing under the cursor is defined: the blocks of a node for a label, a reference or a path in a string,
 * every definition of a property, the `#define` of a macro, the file of an include.
 */
import type { FileId } from '../lexer/token-chunk';
import { TokenKind } from '../lexer/token-kind';
import { locate } from '../preprocessor/locate';
import type { Place } from '../preprocessor/problem';
import type { LabelSyntax, NodeSyntax, ReferenceSyntax } from '../syntax/ast';
import type { TextRange } from '../text/text-range';
import { nodeAt, type NodeRef } from '../tree/node-ref';
import { labelsOf, resolveReference } from '../tree/references';
import type { Snapshot } from '../workspace/snapshot';
import { nodeNamedBy } from './node-strings';
import { deletionBy, nodeByNames, nodeOfBlock } from './composed';
import { directiveAt, textOf } from './file-tokens';
import { includesIn } from './include-targets';
import { macrosNamed } from './macro-definitions';
import { positionIn, type Position } from './position';
import { isInScope } from './scope';
import { innermost } from './syntax-path';
import { macroUseAt } from './stream-places';

export interface DefinitionLink {
  /** What the user clicked on, in the file that was asked about. */
  readonly origin: TextRange;
  readonly file: FileId;
  /** The whole definition, such as a block with its braces. */
  readonly range: TextRange;
  /** Its name; lies within `range`. */
  readonly selection: TextRange;
}

/** The definitions of what stands at `offset`, the most telling first; empty when there is nothing to follow. */
export function definition(
  snapshot: Snapshot,
  id: FileId,
  offset: number,
): readonly DefinitionLink[] {
  const position = positionIn(snapshot, id, offset);
  if (position?.token === undefined || !isInScope(position)) return [];
  return (
    includeLinks(snapshot, position) ??
    macroLinks(snapshot, position) ??
    referenceLinks(snapshot, position) ??
    nameLinks(snapshot, position) ??
    stringLinks(snapshot, position) ??
    []
  );
}

function includeLinks(
  snapshot: Snapshot,
  position: Position,
): readonly DefinitionLink[] | undefined {
  const directive = directiveAt(position.file, position.offset);
  if (directive?.name !== 'include') return undefined;
  const { start, end } = directive.range;
  const include = includesIn(snapshot, position.file.id).find(
    (it) => it.range.start > start && it.range.end <= end,
  );
  if (include?.target === undefined) return [];
  const top = { start: 0, end: 0 };
  return [{ origin: include.range, file: include.target, range: top, selection: top }];
}

function macroLinks(snapshot: Snapshot, position: Position): readonly DefinitionLink[] | undefined {
  const { token, analysis, syntax } = position;
  if (token?.kind !== TokenKind.identifier) return undefined;
  const isUse = macroUseAt(syntax.sequence, token) !== undefined;
  const isInDirective = directiveAt(position.file, token.start) !== undefined;
  if (!isUse && !isInDirective && position.isActive) return undefined;
  const macros = macrosNamed(snapshot, analysis, textOf(token));
  if (macros.length === 0) return undefined;
  return macros.map(({ file, range, nameRange }) => ({
    origin: token,
    file,
    range,
    selection: nameRange,
  }));
}

function referenceLinks(
  snapshot: Snapshot,
  position: Position,
): readonly DefinitionLink[] | undefined {
  const reference = innermost(position.path, 'reference');
  if (reference === undefined) return undefined;
  const origin = originOf(snapshot, position, reference);
  const node = resolvedAt(position, reference, origin);
  const label = reference.form === 'label' ? reference.text : undefined;
  if (innermost(position.path, 'delete-node')) return deletedLinks(snapshot, position, origin);
  return node ? nodeLinks(snapshot, node, origin, label) : [];
}

/** The node of a reference; on a part of a path, the node that the path so far names. */
function resolvedAt(
  position: Position,
  reference: ReferenceSyntax,
  origin: TextRange,
): NodeRef | undefined {
  const { tree } = position.analysis;
  if (reference.form === 'label') return resolveReference(tree, reference);
  const typed = position.offset - origin.start - '&{'.length;
  const end = reference.text.indexOf('/', Math.max(1, typed));
  return nodeAt(tree, end < 0 ? reference.text : reference.text.slice(0, end));
}

/** Links for the name of a node, a label or a property. */
function nameLinks(snapshot: Snapshot, position: Position): readonly DefinitionLink[] | undefined {
  const label = innermost(position.path, 'label');
  const { tree } = position.analysis;
  if (label !== undefined) {
    const node = labelsOf(tree).get(label.name);
    const origin = originOf(snapshot, position, label);
    return node ? nodeLinks(snapshot, node, origin, label.name) : [];
  }
  const name = innermost(position.path, 'name') ?? innermost(position.path, 'root');
  const owner = position.path[position.path.length - 2];
  if (name === undefined || owner === undefined) return undefined;
  const origin = originOf(snapshot, position, name);
  if (owner.kind === 'node') {
    const node = nodeOfBlock(tree, owner) ?? nodeByNames(tree, [...position.blocks, owner]);
    return node ? nodeLinks(snapshot, node, origin) : [];
  }
  if (owner.kind === 'property')
    return (position.node?.node.properties.get(owner.name.text)?.definitions ?? []).flatMap((it) =>
      link(snapshot, origin, it, it.name),
    );
  if (owner.kind === 'delete-node' || owner.kind === 'delete-property')
    return deletedLinks(snapshot, position, origin);
  return undefined;
}

function deletedLinks(
  snapshot: Snapshot,
  position: Position,
  origin: TextRange,
): readonly DefinitionLink[] {
  const owner =
    innermost(position.path, 'delete-node') ?? innermost(position.path, 'delete-property');
  const deletion = owner && deletionBy(position.analysis.tree, owner);
  if (deletion?.kind === 'node')
    return (deletion.was?.definitions ?? []).flatMap((it) => link(snapshot, origin, it, it.target));
  return (deletion?.was?.definitions ?? []).flatMap((it) => link(snapshot, origin, it, it.name));
}

/** Links for a string that names a node: a path, or an alias with or without options behind a colon. */
function stringLinks(
  snapshot: Snapshot,
  position: Position,
): readonly DefinitionLink[] | undefined {
  const string = innermost(position.path, 'string');
  const property = innermost(position.path, 'property');
  if (string === undefined || property === undefined) return undefined;
  const origin = originOf(snapshot, position, string);
  const node = nodeNamedBy(position.analysis.tree, property.name.text, string.bytes);
  return node ? nodeLinks(snapshot, node, origin) : [];
}

/** The blocks of a node, oldest first; but the one that carries the label in question comes before the others. */
function nodeLinks(
  snapshot: Snapshot,
  { node }: NodeRef,
  origin: TextRange,
  label?: string,
): readonly DefinitionLink[] {
  const carries = (block: NodeSyntax) => labelIn(block, label) !== undefined;
  const blocks = [
    ...node.definitions.filter((it) => carries(it)),
    ...node.definitions.filter((it) => !carries(it)),
  ];
  return blocks.flatMap((it) => link(snapshot, origin, it, nameOf(it, label)));
}

/** What names a block: the label in question without its colon, else the name or reference. */
function nameOf(block: NodeSyntax, label: string | undefined): Place {
  const found = labelIn(block, label);
  return found ? { stream: found.stream, from: found.from, to: found.from + 1 } : block.target;
}

function labelIn(block: NodeSyntax, label: string | undefined): LabelSyntax | undefined {
  return block.labels.find((it) => it.name === label);
}

function link(
  snapshot: Snapshot,
  origin: TextRange,
  whole: Place,
  name: Place,
): readonly DefinitionLink[] {
  const files = (id: FileId) => snapshot.file(id);
  const range = locate(whole, files);
  const selection = locate(name, files);
  if (selection === undefined) return [];
  const isInside =
    range?.file === selection.file &&
    range.range.start <= selection.range.start &&
    selection.range.end <= range.range.end;
  const outer = range && isInside ? range.range : selection.range;
  return [{ origin, file: selection.file, range: outer, selection: selection.range }];
}

function originOf(snapshot: Snapshot, position: Position, place: Place): TextRange {
  const found = locate(place, (id) => snapshot.file(id));
  const fallback = { start: position.offset, end: position.offset };
  return found?.file === position.file.id ? found.range : (position.token ?? fallback);
}
