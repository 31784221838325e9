/** Which of the nodes that are RAM, or are meant to be, their reader takes as RAM. */
import type { MemoryNode } from '../memory/ram';
import { baseName } from '../tree/node-ref';
import { isSince, type Target } from './target';

/**
 * Whether the reader takes a node as RAM. Xen goes by the name, from 4.20 on by `device_type` as well
 * (common/device-tree/bootinfo-fdt.c device_tree_is_memory_node); Linux by `device_type` alone
 * (drivers/of/fdt.c early_init_dt_scan_memory).
 */
export function isCountedAsRam({ node, hasDeviceType }: MemoryNode, { xen }: Target): boolean {
  const isNamed = baseName(node.node.name) === 'memory';
  if (xen === undefined) return hasDeviceType;
  return isNamed && (hasDeviceType || !isSince(xen.version, '4.20'));
}
