/** What the UEFI stub of Xen looks at: it walks /chosen and its domains before Xen proper runs. */
import { xenNodesOf } from '../../model/xen-nodes';
import type { DeviceTree } from '../../tree/dt-node';
import { isSameList, treeFact } from '../../tree/fact';
import type { NodeRef } from '../../tree/node-ref';

/** Nodes below /chosen that name a file for the stub to load. */
export const uefiModulesOf = treeFact(
  (tree: DeviceTree): readonly NodeRef[] =>
    xenNodesOf(tree).filter(
      (it) => it.path.startsWith('/chosen/') && it.node.properties.has('xen,uefi-binary'),
    ),
  isSameList,
);

/** Whether the tree is meant for the stub: what only it minds is no mistake elsewhere. */
export const isForUefi = treeFact((tree: DeviceTree): boolean => uefiModulesOf(tree).length > 0);
