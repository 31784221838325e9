/** What all rules say about a source that Xen reads: `error xen/module-overlap`, in the order of the rules. */
import { unknownBoard, type Board } from '../../../server/src/model/board';
import { detectTarget } from '../../../server/src/model/detect-target';
import { platformOf } from '../../../server/src/model/platform';
import type { TargetName } from '../../../server/src/model/target';
import { rules } from '../../../server/src/rules/registry';
import type { RawDiagnostic } from '../../../server/src/rules/found';
import { runRules } from '../../../server/src/rules/run-rules';
import type { DeviceTree } from '../../../server/src/tree/dt-node';
import { treeOf } from '../../analyse';

/** The findings whose code matches: those of the groups xen and boot. */
export function findingsIn(
  tree: DeviceTree,
  target: TargetName = 'xen',
  codes = /^(xen|boot)\//,
  board: Board = unknownBoard,
): readonly RawDiagnostic[] {
  const reader = detectTarget(tree, target);
  const isFragment = tree.isPlugin || !tree.hasVersion;
  const input = { tree, target: reader, model: platformOf(tree, reader), isFragment, board };
  return runRules(input, rules).filter((it) => codes.test(it.code));
}

/** Severity and code of each finding. */
export function findingsOf(dts: string, target: TargetName = 'xen'): readonly string[] {
  return findingsIn(treeOf(dts), target).map((it) => `${it.severity} ${it.code}`);
}

/** The messages of each finding of a rule. */
export function messagesOf(
  dts: string,
  code: string,
  target: TargetName = 'xen',
): readonly string[] {
  return findingsIn(treeOf(dts), target)
    .filter((it) => it.code === code)
    .map((it) => it.message);
}
