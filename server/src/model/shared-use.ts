/**
 * Who uses a node of shared memory: the domain that it lies in, or dom0 when it lies in `/chosen`
 * (Xen common/device-tree/static-shmem.c process_shm).
 */
import type { DeviceTree } from '../tree/dt-node';
import { keepList } from './keep';
import { compatiblesOf } from './node-compatibles';
import type { SharedMemory } from './shared-memory';
import type { Dom0, Domain } from './xen-late-pass';
import { domainCompatible, lists } from './xen-names';

export interface SharedUse {
  readonly shm: SharedMemory;
  /** `dom0`, or the name of the domain; absent when Xen maps it nowhere. */
  readonly user?: string;
  /** The domain it lies in, in any letter case of its compatible. */
  readonly domain?: Domain;
}

/** One use for each node, in the order in which Xen meets them. */
export function sharedUsesOf(
  tree: DeviceTree,
  nodes: readonly SharedMemory[],
  { domains, dom0 }: { readonly domains: readonly Domain[]; readonly dom0: Dom0 | undefined },
  before?: readonly SharedUse[],
): readonly SharedUse[] {
  if (nodes.length === 0) return none;
  const owners = new Map(domains.map((it) => [it.node, it]));
  const found = nodes.map((shm): SharedUse => {
    const { parent } = shm.node;
    const domain = parent && owners.get(parent);
    const user = userOf(tree, shm, dom0?.kernel !== undefined);
    return { shm, ...(user !== undefined && { user }), ...(domain && { domain }) };
  });
  return keepList(before, found, isSameUse, (it) => it.shm);
}

const none: readonly SharedUse[] = [];

function userOf(
  tree: DeviceTree,
  { node: { parent } }: SharedMemory,
  hasDom0: boolean,
): string | undefined {
  if (parent === undefined) return undefined;
  if (parent.path === '/chosen') return hasDom0 ? 'dom0' : undefined;
  return lists(compatiblesOf(tree, parent), domainCompatible) ? parent.node.name : undefined;
}

function isSameUse(a: SharedUse, b: SharedUse): boolean {
  return a.shm === b.shm && a.user === b.user && a.domain === b.domain;
}
