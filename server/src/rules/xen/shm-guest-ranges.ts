/** Where shared memory appears in guests that have an address space of their own. */
import type { Interval } from '../../memory/interval';
import type { PlatformModel } from '../../model/platform';
import type { SharedMemory } from '../../model/shared-memory';
import type { Domain } from '../../model/xen-late-pass';
import type { DtProperty } from '../../tree/dt-node';

export interface GuestRange extends Interval {
  readonly shm: SharedMemory;
  readonly domain: Domain;
  readonly property: DtProperty;
}

/** The guest ranges of domains without `direct-map`, in tree order. */
export function shmGuestRanges({ sharedMemory, domains }: PlatformModel): readonly GuestRange[] {
  const owners = new Map(domains.filter((it) => !it.isDirectMap).map((it) => [it.node, it]));
  return sharedMemory.flatMap((shm) => {
    const domain = shm.node.parent && owners.get(shm.node.parent);
    const { guestAddress: start, size, property } = shm;
    if (domain === undefined || domain.capabilities.isHardware || property === undefined) return [];
    if (start === undefined || size === undefined || size === 0n) return [];
    return [{ start, end: start + size, shm, domain, property }];
  });
}
