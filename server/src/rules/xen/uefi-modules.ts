/** What the UEFI stub of Xen looks at: it walks /chosen and its domains before Xen proper runs. */
import { gathered } from '../../model/xen-nodes';
import type { DeviceTree } from '../../tree/dt-node';
import { treeFact } from '../../tree/fact';

/** Nodes below /chosen that name a file for the stub to load. */
export const uefiModulesOf = gathered((_tree, it) =>
  it.node.properties.has('xen,uefi-binary') && it.path.startsWith('/chosen/') ? [it] : [],
).all;

/** Whether the tree is meant for the stub: what only it minds is no mistake elsewhere. */
export const isForUefi = treeFact((tree: DeviceTree): boolean => uefiModulesOf(tree).length > 0);
