/** What the UEFI stub of Xen looks at: it walks /chosen and its domains before Xen proper runs. */
import { memoInside } from '../../base/memo';
import { xenNodesOf } from '../../model/xen-nodes';
import type { DeviceTree } from '../../tree/dt-node';
import type { NodeRef } from '../../tree/node-ref';

/** Nodes below /chosen that name a file for the stub to load. */
export const uefiModulesOf = memoInside((tree: DeviceTree): readonly NodeRef[] =>
  xenNodesOf(tree).filter(
    (it) => it.path.startsWith('/chosen/') && it.node.properties.has('xen,uefi-binary'),
  ),
);

/** Whether the tree is meant for the stub: what only it minds is no mistake elsewhere. */
export const isForUefi = memoInside((tree: DeviceTree): boolean => uefiModulesOf(tree).length > 0);
