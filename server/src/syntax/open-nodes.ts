/** Nodes whose `}` has not been read yet: a list instead of recursion, so that depth costs no stack. */
import { maxNodeDepth } from '../base/limits';
import type { Problem } from '../preprocessor/problem';
import type { Span } from '../preprocessor/token-stream';
import type { LabelSyntax, LeafStatement, NodeSyntax, NodeTarget, Statement } from './ast';
import { columnOf, isNoDeeper, sideOf } from './balance';
import { gapHere, report, spanFrom, takeProblems, type Cursor } from './cursor';
import { expectSemicolon, skipStatement } from './recovery';
import { headWidth, openBraceOf, tailWidth, widthOf } from './statement-spans';

/** A node whose `}` has not been read yet; the first one is the file itself. */
export interface Body {
  readonly statements: Statement[];
  /** Tokens of the statements. */
  width: number;
  /** A subnode has been read: dtc takes no property behind it. */
  hasNode: boolean;
  hasProblems: boolean;
  oddities: number;
  readonly open?: OpenNode;
}

export interface OpenNode {
  readonly labels: readonly LabelSyntax[];
  readonly target: NodeTarget;
  readonly isOmittable: boolean;
  readonly head: Span;
  readonly hasBrace: boolean;
  readonly problems?: readonly Problem[];
  /** Where the line of its first token begins, if that is the first of its line. */
  readonly column: number | undefined;
  readonly isOdd: boolean;
}

/** What is known of a node at its `{`. */
export interface NodeHead extends Pick<OpenNode, 'labels' | 'target' | 'isOmittable'> {
  /** The first token. */
  readonly from: number;
}

export function newBody(open?: OpenNode): Body {
  const body = { statements: [], width: 0, hasNode: false, hasProblems: false, oddities: 0 };
  return open === undefined ? body : { ...body, open };
}

export function innermost(bodies: readonly Body[]): Body {
  return bodies[bodies.length - 1] ?? newBody();
}

/** Adds a statement that has been read, with what was said about it. */
export function addLeaf(cursor: Cursor, body: Body, statement: LeafStatement, isOdd = false): void {
  const problems = takeProblems(cursor);
  const isMarked = isOdd || cursor.oddAt === statement.from;
  if (problems === undefined && !isMarked) return addStatement(body, statement);
  addStatement(body, {
    ...statement,
    ...(problems && { problems }),
    ...(isMarked && { isOdd: true }),
  });
}

/** Adds a whole statement. */
export function addStatement(body: Body, statement: Statement): void {
  body.statements.push(statement);
  body.width += widthOf(statement);
  if (statement.kind === 'node') {
    body.oddities += statement.oddities;
    if (statement.hasProblems) body.hasProblems = true;
  } else {
    if (statement.isOdd) body.oddities++;
    if (statement.problems !== undefined) body.hasProblems = true;
  }
  if (statement.kind === 'node' || statement.kind === 'delete-node') body.hasNode = true;
}

/** Skips to the next statement; what was skipped stays as an error. */
export function skip(cursor: Cursor, body: Body, from = cursor.at, isOdd = false): void {
  skipStatement(cursor, from);
  addLeaf(cursor, body, { kind: 'error', ...spanFrom(cursor, from) }, isOdd);
}

/** Begins a node at its `{`, or where the `{` is missing. */
export function openNode(cursor: Cursor, bodies: Body[], head: NodeHead, hasBrace = true): void {
  const { from, labels, target, isOmittable } = head;
  const column = columnOf(cursor.stream, from);
  closeByColumn(cursor, bodies, column, from);
  innermost(bodies).hasNode = true;
  if (bodies.length > maxNodeDepth) {
    const brace = { stream: cursor.stream, from: cursor.at, to: cursor.at + 1 };
    const message = `nodes nested deeper than ${maxNodeDepth} are not followed`;
    report(cursor, 'syntax/nesting-limit', message, brace);
    return skip(cursor, innermost(bodies), from);
  }
  if (hasBrace) cursor.at++;
  const problems = takeProblems(cursor);
  const isOdd = !hasBrace || cursor.oddAt === from;
  const open = { labels, target, isOmittable, head: spanFrom(cursor, from), hasBrace, column };
  bodies.push(newBody({ ...open, isOdd, ...(problems && { problems }) }));
}

/**
 * A node that begins no deeper than the one around it: when some `}` is missing it is the one of the node around. `at`
 * is the first token of the new node.
 */
export function closeByColumn(
  cursor: Cursor,
  bodies: Body[],
  column: number | undefined,
  at: number,
): void {
  for (let { open } = innermost(bodies); open !== undefined; { open } = innermost(bodies)) {
    if (!isNoDeeper(column, open.column)) return;
    cursor.oddAt = at;
    if (cursor.balance !== 'open') return;
    const { problems } = cursor;
    cursor.problems = [];
    missingBrace(cursor, open, at);
    finishNode(cursor, bodies, undefined);
    cursor.problems = problems;
  }
}

/** Reads `};`. */
export function closeNode(cursor: Cursor, bodies: Body[]): void {
  const body = innermost(bodies);
  const { open } = body;
  if (open === undefined) return surplusBrace(cursor, body, false);
  const side = sideOf(columnOf(cursor.stream, cursor.at), open.column);
  if (side === 'left' && cursor.balance === 'open') {
    missingBrace(cursor, open, cursor.at);
    return finishNode(cursor, bodies, undefined, true);
  }
  if (side === 'right' && cursor.balance === 'closed') return surplusBrace(cursor, body, true);
  const from = cursor.at++;
  expectSemicolon(cursor, '"}"');
  finishNode(cursor, bodies, spanFrom(cursor, from), side !== undefined);
}

function surplusBrace(cursor: Cursor, body: Body, isOdd: boolean): void {
  const from = cursor.at;
  const at = { stream: cursor.stream, from, to: from + 1 };
  report(cursor, 'syntax/unexpected-token', 'this "}" closes nothing', at);
  skip(cursor, body, from, isOdd);
}

/** The end of the file closes what is open. */
export function closeAtEnd(cursor: Cursor, bodies: Body[]): void {
  const { open } = innermost(bodies);
  if (open !== undefined) missingBrace(cursor, open, cursor.at);
  finishNode(cursor, bodies, undefined);
}

/** How messages name a node. */
export function nameOf(target: NodeTarget): string {
  return target.kind === 'root' ? '/' : target.text;
}

/** Says that a node ought to have ended before token `at`. */
function missingBrace(cursor: Cursor, open: OpenNode, at: number): void {
  const { stream } = cursor;
  const where = at >= stream.length ? 'before the end of the file' : 'here';
  report(
    cursor,
    'syntax/missing-brace',
    `expected "};" of node "${nameOf(open.target)}" ${where}`,
    at >= stream.length ? gapHere(cursor) : { stream, from: at, to: at },
    [{ at: openBraceOf(open), message: 'opened here' }],
  );
}

function finishNode(
  cursor: Cursor,
  bodies: Body[],
  tail: Span | undefined,
  isTailOdd = false,
): void {
  const body = bodies.pop();
  if (body?.open === undefined) return;
  const tailProblems = takeProblems(cursor);
  const end = {
    ...(tail && { tail }),
    ...(tailProblems && { tailProblems }),
    ...(isTailOdd && { isTailOdd }),
  };
  addStatement(innermost(bodies), makeNode(body, body.open, end));
}

/** A node of what has been read. */
export function makeNode(
  body: Body,
  { labels, target, isOmittable, head, hasBrace, problems, isOdd }: OpenNode,
  end: Pick<NodeSyntax, 'tail' | 'tailProblems' | 'isTailOdd'>,
): NodeSyntax {
  const { statements, hasProblems, oddities, width } = body;
  return {
    kind: 'node',
    labels,
    target,
    isOmittable,
    statements,
    head,
    hasBrace,
    ...end,
    width: headWidth({ head }) + width + tailWidth(end),
    hasProblems: hasProblems || problems !== undefined || end.tailProblems !== undefined,
    oddities: oddities + (isOdd ? 1 : 0) + (end.isTailOdd ? 1 : 0),
    ...(problems && { problems }),
    ...(isOdd && { isOdd }),
  };
}
