/** Nodes whose `}` has not been read yet: a list instead of recursion, so that depth costs no stack. */
import { maxNodeDepth } from '../base/limits';
import type { Span } from '../preprocessor/token-stream';
import type { LabelSyntax, NodeSyntax, NodeTarget, Statement } from './ast';
import { gapHere, report, spanFrom, spanHere, type Cursor } from './cursor';
import { expectSemicolon, skipStatement } from './recovery';

/** A node whose `}` has not been read yet; the first one is the file itself. */
export interface Body {
  readonly statements: Statement[];
  /** A subnode has been read: dtc takes no property behind it. */
  hasNode: boolean;
  readonly open?: OpenNode;
}

export interface OpenNode {
  readonly from: number;
  readonly labels: readonly LabelSyntax[];
  readonly target: NodeTarget;
  readonly isOmittable: boolean;
  readonly bodyFrom: number;
  readonly brace: Span;
}

export function innermost(bodies: readonly Body[]): Body {
  return bodies[bodies.length - 1] ?? { statements: [], hasNode: false };
}

export function openNode(
  cursor: Cursor,
  bodies: Body[],
  head: Pick<OpenNode, 'from' | 'labels' | 'target' | 'isOmittable'>,
): void {
  const brace = spanHere(cursor);
  innermost(bodies).hasNode = true;
  if (bodies.length > maxNodeDepth) {
    report(
      cursor,
      'syntax/nesting-limit',
      `nodes nested deeper than ${maxNodeDepth} are not followed`,
      brace,
    );
    return skipStatement(cursor, innermost(bodies), head.from);
  }
  cursor.at++;
  bodies.push({ statements: [], hasNode: false, open: { ...head, bodyFrom: cursor.at, brace } });
}

export function closeNode(cursor: Cursor, bodies: Body[]): void {
  const from = cursor.at;
  if (bodies.length === 1) {
    report(cursor, 'syntax/unexpected-token', 'this "}" closes nothing', spanHere(cursor));
    return skipStatement(cursor, innermost(bodies));
  }
  cursor.at++;
  expectSemicolon(cursor, '"}"');
  finishNode(cursor, bodies, from, true);
}

export function closeAtEnd(cursor: Cursor, bodies: Body[]): void {
  const { open } = innermost(bodies);
  if (open !== undefined) {
    const at = open.target.kind === 'root' ? '"/"' : `"${open.target.text}"`;
    report(
      cursor,
      'syntax/missing-brace',
      `expected "};" of node ${at} before the end of the file`,
      gapHere(cursor),
      [{ at: open.brace, message: 'opened here' }],
    );
  }
  finishNode(cursor, bodies, cursor.at, false);
}

export function finishNode(
  cursor: Cursor,
  bodies: Body[],
  bodyTo: number,
  isClosed: boolean,
): void {
  const body = bodies.pop();
  if (body?.open === undefined) return;
  const { from, labels, target, isOmittable, bodyFrom } = body.open;
  const node: NodeSyntax = {
    kind: 'node',
    labels,
    target,
    isOmittable,
    statements: body.statements,
    body: { stream: cursor.stream, from: bodyFrom, to: bodyTo },
    isClosed,
    ...spanFrom(cursor, from),
  };
  innermost(bodies).statements.push(node);
}
