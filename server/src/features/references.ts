/**
 * Where something is used: a label, a node by its label or path, a macro. What is sought is told once, at the cursor;
 * each context then answers for itself, because the same text may name another node in each.
 */
import { memo } from '../base/memo';
import { startOfChunk, type SourceFile } from '../lexer/source-file';
import { rangeInChunk, significantTokens, type FileId } from '../lexer/token-chunk';
import { TokenKind } from '../lexer/token-kind';
import { chunkItems } from '../preprocessor/chunk-items';
import { locate } from '../preprocessor/locate';
import type { Place } from '../preprocessor/problem';
import type { FileSyntax, LabelSyntax, ReferenceSyntax } from '../syntax/ast';
import type { TextRange } from '../text/text-range';
import { nodeAt, type NodeRef } from '../tree/node-ref';
import { labelsOf, resolveReference } from '../tree/references';
import type { Analysis, Snapshot } from '../workspace/snapshot';
import { nodeByNames, nodeOfBlock } from './composed';
import { directiveAt, textOf } from './file-tokens';
import { definitionsByName } from './macro-definitions';
import { positionIn, type Position } from './position';
import { isInScope } from './scope';
import { macroUseAt } from './stream-places';
import { innermost, labelsIn, referencesIn } from './syntax-path';

/** What is looked for. */
export type Sought =
  | { readonly kind: 'label'; readonly name: string }
  | { readonly kind: 'node'; readonly path: string }
  | { readonly kind: 'macro'; readonly name: string };

export interface Reference {
  readonly file: FileId;
  readonly range: TextRange;
  /** It declares what is sought: a label with its colon, a block of the node, a `#define`. */
  readonly isDeclaration: boolean;
}

/** What stands at an offset, if its uses can be told. */
export function soughtAt(snapshot: Snapshot, id: FileId, offset: number): Sought | undefined {
  const position = positionIn(snapshot, id, offset);
  if (position?.token === undefined || !isInScope(position)) return undefined;
  return macroAt(position) ?? nodeSoughtAt(position);
}

/** The places of one context, in any order; a file that several contexts read gives them several times. */
export function referencesOf(
  snapshot: Snapshot,
  analysis: Analysis,
  sought: Sought,
): readonly Reference[] {
  if (sought.kind === 'macro')
    return analysis.reads.flatMap((id) => {
      const file = snapshot.file(id);
      return file === undefined ? [] : wordsNamed(file, sought.name);
    });
  const node = nodeIn(analysis, sought);
  const sources = [analysis.syntax, ...analysis.overlays];
  const label = sought.kind === 'label' ? sought.name : undefined;
  const uses = sources
    .flatMap(usesIn)
    .filter((it) => isUse(analysis, it, node, label))
    .flatMap((it) => placed(snapshot, it, false));
  return [...uses, ...declarations(snapshot, sources, node, label)];
}

function macroAt({ analysis, file, isActive, syntax, token }: Position): Sought | undefined {
  if (token?.kind !== TokenKind.identifier) return undefined;
  const name = textOf(token);
  if (!definitionsByName(analysis.preprocessed).has(name)) return undefined;
  const isUse = macroUseAt(syntax.sequence, token) !== undefined;
  const isInDirective = directiveAt(file, token.start) !== undefined;
  return isUse || isInDirective || !isActive ? { kind: 'macro', name } : undefined;
}

function nodeSoughtAt({ analysis, blocks, path }: Position): Sought | undefined {
  const { tree } = analysis;
  const reference = innermost(path, 'reference');
  if (reference?.form === 'label') return { kind: 'label', name: reference.text };
  if (reference !== undefined) return nodeSought(resolveReference(tree, reference));
  const label = innermost(path, 'label');
  if (label !== undefined) return { kind: 'label', name: label.name };
  const name = innermost(path, 'name') ?? innermost(path, 'root');
  const owner = path[path.length - 2];
  if (name === undefined || owner?.kind !== 'node') return undefined;
  return nodeSought(nodeOfBlock(tree, owner) ?? nodeByNames(tree, [...blocks, owner]));
}

function nodeSought(node: NodeRef | undefined): Sought | undefined {
  return node && { kind: 'node', path: node.path };
}

/** The node that is sought, in one context's tree. */
function nodeIn({ tree }: Analysis, sought: Sought): NodeRef | undefined {
  if (sought.kind === 'node') return nodeAt(tree, sought.path);
  return labelsOf(tree).get(sought.name);
}

const usesIn = memo((syntax: FileSyntax): readonly ReferenceSyntax[] => referencesIn(syntax));

/** A label that nothing carries any more is still sought by its name. */
function isUse(
  { tree }: Analysis,
  reference: ReferenceSyntax,
  node: NodeRef | undefined,
  label: string | undefined,
): boolean {
  if (reference.form === 'label' && reference.text === label) return true;
  return node !== undefined && resolveReference(tree, reference)?.node === node.node;
}

function declarations(
  snapshot: Snapshot,
  sources: readonly FileSyntax[],
  node: NodeRef | undefined,
  label: string | undefined,
): readonly Reference[] {
  if (label !== undefined)
    return sources
      .flatMap(declaredIn)
      .filter((it) => it.name === label)
      .flatMap(({ from, stream }) => placed(snapshot, { stream, from, to: from + 1 }, true));
  return (node?.node.definitions ?? [])
    .filter((it) => it.target.kind !== 'reference')
    .flatMap((it) => placed(snapshot, it.target, true));
}

const declaredIn = memo((syntax: FileSyntax): readonly LabelSyntax[] => labelsIn(syntax));

function placed(snapshot: Snapshot, place: Place, isDeclaration: boolean): readonly Reference[] {
  const found = locate(place, (id) => snapshot.file(id));
  return found === undefined ? [] : [{ file: found.file, range: found.range, isDeclaration }];
}

/** The places of a word in a file, inactive text and directives included. */
function wordsNamed(file: SourceFile, name: string): readonly Reference[] {
  const found: Reference[] = [];
  for (const chunk of file.chunks) {
    const { indexes, names } = significantTokens(chunk);
    for (let at = names.indexOf(name); at >= 0; at = names.indexOf(name, at + 1)) {
      const start = startOfChunk(file, chunk) ?? 0;
      const range = rangeInChunk(chunk, indexes[at] ?? 0);
      const isDeclaration = chunkItems(chunk).some(
        (it) => it.name === 'define' && it.from + 2 === at,
      );
      found.push({
        file: file.id,
        range: { start: start + range.start, end: start + range.end },
        isDeclaration,
      });
    }
  }
  return found;
}
