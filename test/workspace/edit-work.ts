/**
 * What an edit cost, told from its results: all that is not the same object as before was made for it. Nothing is
 * counted while the stages run.
 */
import type { SourceFile } from '../../server/src/lexer/source-file';
import type { FileVisit, Step } from '../../server/src/preprocessor/visit';
import type { TokenStream } from '../../server/src/preprocessor/token-stream';
import type { Statement } from '../../server/src/syntax/ast';
import type { DtNode } from '../../server/src/tree/dt-node';
import type { Analysis } from '../../server/src/workspace/snapshot';

export interface EditWork {
  /** Tokens of the chunks that were cut anew. */
  readonly lexed: number;
  /** Steps of the preprocessor. */
  readonly steps: number;
  /** Tokens of the streams that the preprocessor and the parser's windows read. */
  readonly read: number;
  /** Statements that were read, or put together again around one. */
  readonly statements: number;
  readonly nodes: number;
  readonly properties: number;
}

/** The versions of a file, and of an analysis of it, before and after an edit. */
export interface Version {
  readonly file: SourceFile;
  readonly analysis: Analysis;
}

export function workBetween(before: Version, after: Version): EditWork {
  const known = new Set(before.file.chunks);
  const fresh = after.file.chunks.filter((it) => !known.has(it));
  const { streams, statements } = newSyntax(before.analysis, after.analysis);
  const { nodes, properties } = newNodes(before.analysis.tree.root, after.analysis.tree.root);
  return {
    lexed: sum(fresh.map((it) => it.kinds.length)),
    steps: newSteps(before.analysis, after.analysis),
    read: sum(streams.map((it) => it.length)),
    statements,
    nodes,
    properties,
  };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((a, b) => a + b, 0);
}

function newSteps(before: Analysis, after: Analysis): number {
  const known = new Set(stepsOf(before.preprocessed.run.visit));
  return stepsOf(after.preprocessed.run.visit).filter((it) => !known.has(it)).length;
}

/** Of a file and of all that it includes. */
function stepsOf({ steps }: FileVisit): readonly Step[] {
  return steps.flatMap((step) => [
    step,
    ...step.parts.flatMap((it) => (it.kind === 'file' ? stepsOf(it.visit) : [])),
  ]);
}

function newSyntax(before: Analysis, after: Analysis) {
  const known = new Set<Statement>();
  const knownStreams = new Set(before.syntax.sequence.pieces.map((it) => it.stream));
  eachStatement(before.syntax.statements, (it) => {
    known.add(it);
    for (const stream of streamsOf(it)) knownStreams.add(stream);
    return true;
  });
  const streams = new Set(after.syntax.sequence.pieces.map((it) => it.stream));
  let statements = 0;
  eachStatement(after.syntax.statements, (it) => {
    if (known.has(it)) return false;
    statements++;
    for (const stream of streamsOf(it)) streams.add(stream);
    return true;
  });
  return { statements, streams: [...streams].filter((it) => !knownStreams.has(it)) };
}

function streamsOf(statement: Statement): readonly TokenStream[] {
  if (statement.kind !== 'node') return [statement.stream];
  const { head, tail } = statement;
  return tail === undefined ? [head.stream] : [head.stream, tail.stream];
}

/** `look` says whether to look inside. */
function eachStatement(
  statements: readonly Statement[],
  look: (statement: Statement) => boolean,
): void {
  for (const it of statements)
    if (look(it) && it.kind === 'node') eachStatement(it.statements, look);
}

function newNodes(before: DtNode, after: DtNode): Pick<EditWork, 'nodes' | 'properties'> {
  const known = new Set<unknown>();
  const know = (node: DtNode) => {
    known.add(node);
    for (const it of node.properties.values()) known.add(it);
    for (const it of node.children.values()) know(it);
  };
  know(before);
  const made = { nodes: 0, properties: 0 };
  const count = (node: DtNode) => {
    if (known.has(node)) return;
    made.nodes++;
    for (const it of node.properties.values()) if (!known.has(it)) made.properties++;
    for (const it of node.children.values()) count(it);
  };
  count(after);
  return made;
}
