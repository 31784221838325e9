/** Which shared-memory nodes belong to a domain that sees the host's addresses. */
import { coloringOf } from '../../model/llc-colors';
import type { PlatformModel } from '../../model/platform';
import type { SharedUse } from '../../model/shared-use';

/** Whether the user is a `direct-map` domain, or dom0 unless cache colouring is on. */
export function isDirectMapped({ user, domain }: SharedUse, model: PlatformModel): boolean {
  if (user === 'dom0') return coloringOf(model.commandLine)?.isOn !== true;
  return user !== undefined && domain?.isDirectMap === true;
}
