/** How large a blob is taken to be until somebody knows its file. */
import { alignDown, alignUp } from '../../memory/free-space';
import type { BootModuleKind } from '../../model/boot-module';
import type { Domain } from '../../model/xen-late-pass';
import { blockSize } from './free-place';

const mebibyte = 0x100000n;

/**
 * Bytes for a module of this kind: 64 KiB for a devicetree, 16 MiB for what is large, but never more than a quarter of
 * its domain's memory, nor than what the other modules leave of it (Xen arch/arm/kernel.c place_dtb_initrd).
 */
export function likelySize(kind: BootModuleKind, domain?: Domain): bigint {
  if (kind === 'device-tree') return 0x10000n;
  if (kind !== 'kernel' && kind !== 'ramdisk') return mebibyte;
  const memory = domain?.memory.state === 'value' ? domain.memory.value * 1024n : undefined;
  const limits = memory === undefined ? [] : [memory / 4n, memory - usedBy(domain)];
  const size = limits.reduce((least, it) => (it < least ? it : least), 16n * mebibyte);
  return size < blockSize ? mebibyte : alignDown(size, blockSize);
}

/** What kernel, ramdisk and devicetree take of the first bank, each rounded to 2 MiB. */
function usedBy(domain: Domain | undefined): bigint {
  const sizes = [domain?.kernel, domain?.ramdisk].map((it) => it?.reg?.entries[0]?.size ?? 0n);
  return sizes.reduce((sum, it) => sum + alignUp(it, blockSize), blockSize);
}
