/** How large a blob is taken to be until somebody knows its file. */
import { alignDown } from '../../memory/free-space';
import type { BootModuleKind } from '../../model/boot-module';
import type { Domain } from '../../model/xen-late-pass';

const mebibyte = 0x100000n;

/**
 * Bytes for a module of this kind: 16 MiB for what is large, but never more than a quarter of its domain's memory, into
 * which Xen copies kernel and ramdisk (Xen arch/arm/kernel.c place_dtb_initrd); 64 KiB for a devicetree.
 */
export function likelySize(kind: BootModuleKind, domain?: Domain): bigint {
  if (kind === 'device-tree') return 0x10000n;
  if (kind !== 'kernel' && kind !== 'ramdisk') return mebibyte;
  const quarter = domain?.memory.state === 'value' ? domain.memory.value * 256n : 16n * mebibyte;
  const whole = alignDown(quarter < 16n * mebibyte ? quarter : 16n * mebibyte, mebibyte);
  return whole > 0n ? whole : mebibyte;
}
