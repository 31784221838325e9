/** What differs between the events of a node before and after an edit, when their bodies alone differ. */
import type { DeleteNodeSyntax, NodeSyntax, Statement } from '../syntax/ast';
import { sharedEnds } from '../base/shared-ends';
import { isBody, type DraftEvent } from './draft';

/** An event that got another body. */
export interface ReplacedBody {
  readonly index: number;
  readonly order: number;
  readonly now: NodeSyntax;
  /** Where the two bodies begin to differ. */
  readonly from: number;
  /** What they say of children where they differ. */
  readonly gone: readonly ChildStatement[];
  readonly fresh: readonly ChildStatement[];
  /** They say something else of the node itself. */
  readonly isOwn: boolean;
  /** How many statements differ. */
  readonly size: number;
}

/** A statement of a body that makes, changes or deletes a child. */
export type ChildStatement = NodeSyntax | DeleteNodeSyntax;

/** The events with another body; undefined when the events differ in more than that. */
export function replacedBodies(
  before: readonly DraftEvent[],
  after: readonly DraftEvent[],
): readonly ReplacedBody[] | undefined {
  if (before.length !== after.length) return undefined;
  const replaced: ReplacedBody[] = [];
  for (const [index, event] of after.entries()) {
    const old = before[index];
    if (old === event) continue;
    if (old?.kind !== event.kind || old.order !== event.order || old.isDirect !== event.isDirect)
      return undefined;
    const { order, syntax: now } = event;
    if (old.syntax === undefined || now === undefined) return undefined;
    const difference = isBody(event) ? differenceOf(old.syntax, now) : wholeBody(old.syntax, now);
    replaced.push({ index, order, now, ...difference });
  }
  return replaced;
}

type Difference = Pick<ReplacedBody, 'from' | 'gone' | 'fresh' | 'isOwn' | 'size'>;

/** A fragment's body goes to its child as it is. */
function wholeBody(old: NodeSyntax, now: NodeSyntax): Difference {
  return { from: 0, gone: [old], fresh: [now], isOwn: true, size: 1 };
}

function differenceOf(
  { statements: old }: NodeSyntax,
  { statements: now }: NodeSyntax,
): Difference {
  const { before: front, behind: back } = sharedEnds(old, now);
  const gone = old.slice(front, old.length - back);
  const fresh = now.slice(front, now.length - back);
  const ofGone = gone.filter(isForChild);
  const ofFresh = fresh.filter(isForChild);
  return {
    from: front,
    gone: ofGone,
    fresh: ofFresh,
    isOwn: ofGone.length < gone.length || ofFresh.length < fresh.length,
    size: gone.length + fresh.length,
  };
}

/** Whether both bodies have the same blocks for the same children where they differ, though with other contents. */
export function hasSameChildren({ gone, fresh }: ReplacedBody): boolean {
  return (
    gone.length === fresh.length &&
    fresh.every((now, i) => {
      const old = gone[i];
      if (old === now) return true;
      return old?.kind === 'node' && now.kind === 'node' && childName(old) === childName(now);
    })
  );
}

export function isForChild(statement: Statement): statement is ChildStatement {
  return (
    (statement.kind === 'node' || statement.kind === 'delete-node') &&
    statement.target.kind === 'name'
  );
}

/** The name of the child; undefined for the body of a fragment. */
export function childName({ target }: ChildStatement): string | undefined {
  return target.kind === 'name' ? target.text : undefined;
}
