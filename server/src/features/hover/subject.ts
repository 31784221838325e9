/** A composed node that is described, and what the consumer makes of its tree. */
import type { PlatformModel } from '../../model/platform';
import type { Target } from '../../model/target';
import { nodeAt, type NodeRef } from '../../tree/node-ref';
import { explicitPhandle, phandlesOf } from '../../tree/phandle';
import type { Analysis, Snapshot } from '../../workspace/snapshot';

export interface Subject {
  readonly snapshot: Snapshot;
  readonly target: Target;
  readonly model: PlatformModel;
  /** A node of the model's tree. */
  readonly node: NodeRef;
  /** The phandle of the node, where it has one. */
  phandle(): number | undefined;
}

/** A node of an analysed tree as the consumer's model knows it. */
export function subjectOf(snapshot: Snapshot, analysis: Analysis, node: NodeRef): Subject {
  const model = analysis.platform();
  return {
    snapshot,
    target: analysis.target,
    model,
    node: nodeAt(model.tree, node.path) ?? node,
    // To number all nodes as dtc does is not worth following edits for.
    phandle: () => explicitPhandle(node.node) ?? phandlesOf(analysis.tree).get(node.node),
  };
}
