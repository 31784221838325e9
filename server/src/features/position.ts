/**
 * What stands at an offset of a file: the token, its place in what dtc would read, the syntax around it and the
 * composed node. Text that no context reads (inactive under `#if`, not included) is answered from the file's own
 * syntax, with nodes found by name.
 */
import type { SourceFile } from '../lexer/source-file';
import type { FileId } from '../lexer/token-chunk';
import { isTrivia, TokenKind } from '../lexer/token-kind';
import type { TokenSequence } from '../preprocessor/token-sequence';
import { parseFile } from '../syntax/file-tree';
import type { FileSyntax, NodeSyntax } from '../syntax/ast';
import type { NodeRef } from '../tree/node-ref';
import type { Context } from '../workspace/context';
import type { Analysis, Snapshot } from '../workspace/snapshot';
import { nodeByNames, nodeOfBlock } from './composed';
import {
  directiveAt,
  meantToken,
  significantAfter,
  significantBefore,
  textOf,
  type FileToken,
} from './file-tokens';
import { definitionsByName } from './macro-definitions';
import { gapAt, macroUseAround, streamIndexOf } from './stream-places';
import { enclosingNodes, syntaxPath, type AnySyntax, type SyntaxPath } from './syntax-path';

export interface Position {
  readonly file: SourceFile;
  readonly offset: number;
  readonly analysis: Analysis;
  /** The token that the user means, trivia included; absent in an empty file. */
  readonly token?: FileToken;
  /** Some context reads the text; otherwise `path` and `blocks` are the file's own syntax. */
  readonly isActive: boolean;
  /** Where the token stands in the stream of the innermost statement; absent for trivia and directives. */
  readonly index?: number;
  readonly syntax: FileSyntax;
  /** The syntax that holds the token, the file first; only the file when there is no token. */
  readonly path: readonly AnySyntax[];
  /** The blocks whose braces hold the offset, outermost first. */
  readonly blocks: readonly NodeSyntax[];
  /** The composed node of the innermost block. */
  readonly node?: NodeRef;
}

/** How many contexts are asked whether they read the text. */
const mostContexts = 4;

/** What stands at `offset` (code units); undefined when the file is unknown or belongs to no context. */
export function positionIn(snapshot: Snapshot, id: FileId, offset: number): Position | undefined {
  const file = snapshot.file(id);
  if (file === undefined) return undefined;
  const token = meantToken(file, offset);
  const first = snapshot.contextOf(id);
  if (first === undefined) return undefined;
  const activeIn = (context: Context) =>
    activePosition(snapshot.analysis(context), file, offset, token);
  const found = activeIn(first);
  if (found !== undefined) return found;
  // Only now: who else reads a file is a question to all roots.
  for (const context of snapshot.contextsOf(id).slice(1, mostContexts)) {
    const elsewhere = activeIn(context);
    if (elsewhere !== undefined) return elsewhere;
  }
  return inactivePosition(snapshot.analysis(first), file, offset, token);
}

function activePosition(
  analysis: Analysis,
  file: SourceFile,
  offset: number,
  token: FileToken | undefined,
): Position | undefined {
  const probe = probeToken(analysis, file, offset, token);
  for (const syntax of [analysis.syntax, ...analysis.overlays]) {
    if (probe !== undefined && placeOf(syntax.sequence, file, probe) === undefined) continue;
    const gap = gapAt(syntax.sequence, file, offset);
    if (gap === undefined) continue;
    const place = { analysis, syntax, gap, isActive: true };
    return positionOf(file, offset, token, place);
  }
  return undefined;
}

function inactivePosition(
  analysis: Analysis,
  file: SourceFile,
  offset: number,
  token: FileToken | undefined,
): Position {
  const { syntax } = parseFile(file);
  const gap = gapAt(syntax.sequence, file, offset) ?? 0;
  return positionOf(file, offset, token, { analysis, syntax, gap, isActive: false });
}

function positionOf(
  file: SourceFile,
  offset: number,
  token: FileToken | undefined,
  where: Pick<Position, 'analysis' | 'syntax' | 'isActive'> & { readonly gap: number },
): Position {
  const { analysis, syntax, gap, isActive } = where;
  const isWord = token !== undefined && !isTrivia(token.kind);
  const place = isWord ? placeOf(syntax.sequence, file, token) : undefined;
  const { path, at }: SyntaxPath =
    place === undefined ? { path: [syntax] } : syntaxPath(syntax, place);
  const blocks = enclosingNodes(syntax, gap);
  const block = blocks[blocks.length - 1];
  const node = block && (nodeOfBlock(analysis.tree, block) ?? nodeByNames(analysis.tree, blocks));
  return {
    file,
    offset,
    analysis,
    syntax,
    isActive,
    path,
    blocks,
    ...(token && { token }),
    ...(at !== undefined && { index: at }),
    ...(node && { node }),
  };
}

/** The token that tells whether the text at the offset is read: the nearest one that is no directive. */
function probeToken(
  analysis: Analysis,
  file: SourceFile,
  offset: number,
  token: FileToken | undefined,
): FileToken | undefined {
  const isTelling = (it: FileToken) =>
    directiveAt(file, it.start) === undefined && !isNothing(analysis, it);
  if (token && !isTrivia(token.kind) && isTelling(token)) return token;
  let before = significantBefore(file, token?.start ?? offset);
  for (let steps = 0; before && isNothing(analysis, before) && steps < longestSearch; steps++)
    before = significantBefore(file, before.start);
  if (before && isTelling(before)) return before;
  const after = significantAfter(file, offset);
  return after && isTelling(after) ? after : undefined;
}

/** How many macros without tokens are passed over. */
const longestSearch = 20;

/** A macro's name that leaves no trace in the stream: it says nothing about whether the text is read. */
function isNothing({ preprocessed }: Analysis, token: FileToken): boolean {
  if (token.kind !== TokenKind.identifier) return false;
  return (
    definitionsByName(preprocessed)
      .get(textOf(token))
      ?.some((it) => it.body.length === 0) === true
  );
}

function placeOf(sequence: TokenSequence, file: SourceFile, token: FileToken): number | undefined {
  return streamIndexOf(sequence, token) ?? macroUseAround(sequence, file, token)?.start;
}
