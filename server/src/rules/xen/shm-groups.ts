/** The shared-memory nodes of a tree by their id, in the order in which Xen meets them. */
import type { PlatformModel } from '../../model/platform';
import type { SharedMemory } from '../../model/shared-memory';
import { lists, domainCompatible } from '../../model/xen-names';
import { compatiblesOf } from '../../model/node-compatibles';

/** Nodes without an id are left out. */
export function shmGroupsOf({
  sharedMemory,
}: PlatformModel): ReadonlyMap<string, readonly SharedMemory[]> {
  const groups = new Map<string, SharedMemory[]>();
  for (const shm of sharedMemory) {
    if (shm.id === undefined || shm.id === '') continue;
    const group = groups.get(shm.id) ?? [];
    group.push(shm);
    groups.set(shm.id, group);
  }
  return groups;
}

/** Whose the node is: `dom0`, the name of a domain, or undefined when it is nobody's. */
export function shmUser(model: PlatformModel, { node }: SharedMemory): string | undefined {
  const { parent } = node;
  if (parent === undefined) return undefined;
  if (parent.path === '/chosen') return model.dom0?.kernel ? 'dom0' : undefined;
  return lists(compatiblesOf(model.tree, parent), domainCompatible) ? parent.node.name : undefined;
}
