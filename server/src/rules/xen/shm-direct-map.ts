/** Which shared-memory nodes belong to a domain that sees the host's addresses. */
import { coloringOf } from '../../model/llc-colors';
import type { PlatformModel } from '../../model/platform';
import type { SharedMemory } from '../../model/shared-memory';
import { shmUser } from './shm-groups';

export interface DirectMappedShm {
  readonly shm: SharedMemory;
  /** `dom0`, or the name of the domain. */
  readonly user: string;
}

/** Nodes of `direct-map` domains, and of dom0 unless cache colouring is on. */
export function directMappedShm(model: PlatformModel): readonly DirectMappedShm[] {
  const isDom0Mapped = coloringOf(model.commandLine)?.isOn !== true;
  const mapped = new Set(model.domains.filter((it) => it.isDirectMap).map((it) => it.node));
  return model.sharedMemory.flatMap((shm) => {
    const user = shmUser(model, shm);
    const isMapped =
      user === 'dom0' ? isDom0Mapped : shm.node.parent && mapped.has(shm.node.parent);
    return user !== undefined && isMapped === true ? [{ shm, user }] : [];
  });
}
