/** Where shared memory appears in guests that have an address space of their own. */
import type { Interval } from '../../memory/interval';
import type { SharedUse } from '../../model/shared-use';
import type { Domain } from '../../model/xen-late-pass';
import type { DtProperty } from '../../tree/dt-node';

export interface GuestRange extends Interval {
  readonly domain: Domain;
  readonly property: DtProperty;
}

/** The guest range of a node in a domain without `direct-map`; undefined for others. */
export function shmGuestRange({ shm, domain }: SharedUse): GuestRange | undefined {
  const { guestAddress: start, size, property } = shm;
  if (domain === undefined || domain.isDirectMap || domain.capabilities.isHardware)
    return undefined;
  if (start === undefined || size === undefined || size === 0n) return undefined;
  return property && { start, end: start + size, domain, property };
}
