/** Where statements begin and end, and how many tokens they have, whether they are leaves or nodes. */
import type { Span, TokenStream } from '../preprocessor/token-stream';
import type { FileSyntax, NodeSyntax, Statement } from './ast';

/** How many tokens a statement has. */
export function widthOf(statement: Statement): number {
  return statement.kind === 'node' ? statement.width : statement.to - statement.from;
}

/** How many tokens the `}` and the `;` of a node are. */
export function tailWidth({ tail }: Pick<NodeSyntax, 'tail'>): number {
  return tail === undefined ? 0 : tail.to - tail.from;
}

/** How many tokens stand before the first statement of a node. */
export function headWidth({ head }: Pick<NodeSyntax, 'head'>): number {
  return head.to - head.from;
}

/** The first tokens of a statement: all of a leaf, the head of a node. */
export function headOf(statement: Statement): Span {
  return statement.kind === 'node' ? statement.head : statement;
}

/** The last tokens of a statement: all of a leaf, the `};` of a node or the end of its last statement. */
export function endOf(statement: Statement): Span {
  let at = statement;
  for (;;) {
    if (at.kind !== 'node') return at;
    const last = at.statements[at.statements.length - 1];
    if (at.tail !== undefined || last === undefined) return at.tail ?? at.head;
    at = last;
  }
}

/** The first token of a file, as far as it has one. */
export function firstTokenOf({ statements }: FileSyntax): Span {
  const [first] = statements;
  if (first === undefined) return emptySpan;
  const { stream, from, to } = headOf(first);
  return { stream, from, to: Math.min(from + 1, to) };
}

/** The empty span behind the last token of a file. */
export function endOfFile({ statements }: FileSyntax): Span {
  const last = statements[statements.length - 1];
  if (last === undefined) return emptySpan;
  const { stream, to } = endOf(last);
  return { stream, from: to, to };
}

/** The span of a node's `{`; the end of its head when it is missing. */
export function openBraceOf({ head, hasBrace }: Pick<NodeSyntax, 'head' | 'hasBrace'>): Span {
  return { ...head, from: hasBrace ? head.to - 1 : head.to };
}

/** The span of a node's `}`, if it is there. */
export function closeBraceOf({ tail }: Pick<NodeSyntax, 'tail'>): Span | undefined {
  return tail && { ...tail, to: tail.from + 1 };
}

const emptyStream: TokenStream = {
  length: 0,
  kinds: new Uint8Array(),
  flags: new Uint8Array(),
  pieces: new Uint32Array(),
  indexes: new Uint32Array(),
  chunks: [],
  frames: [],
};

/** A place in a file without tokens. */
export const emptySpan: Span = { stream: emptyStream, from: 0, to: 0 };
