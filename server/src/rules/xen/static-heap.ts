/** `xen,static-heap` of `/chosen`, read with the cells of the root. */
import type { RegReading } from '../../memory/reg';
import type { PlatformModel } from '../../model/platform';
import { readWithParentCells } from '../../model/xen-early-walk';

/** Undefined without the property, or when its cells cannot be told. */
export function staticHeapOf({ tree, chosen }: PlatformModel): RegReading | undefined {
  return chosen && readWithParentCells(tree, chosen, 'xen,static-heap');
}
