/**
 * Whether a tree speaks of Xen at all. Facts about the host (memory, reserved regions) matter to Xen in any tree, but
 * a board without a word of Xen is not accused of what only Xen minds, even when Xen is asked about by name.
 */
import type { PlatformModel } from '../../model/platform';

/** The tree has modules, domains, or properties of Xen in `/chosen`. */
export function isXenBoot({ modules, domains, chosen }: PlatformModel): boolean {
  if (modules.length > 0 || domains.length > 0) return true;
  return [...(chosen?.node.properties.keys() ?? [])].some((it) => it.startsWith('xen,'));
}
