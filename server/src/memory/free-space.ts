/** Where memory is still free: a place for something of a given size that meets neither others nor the end of RAM. */
import { merge, type Interval } from './interval';

export interface Wish {
  /** In bytes, at least 1. */
  readonly size: bigint;
  /** A power of two, in bytes. */
  readonly alignment: bigint;
  /** The search begins here and goes upward. */
  readonly from: bigint;
}

/**
 * The lowest aligned address from `from` on at which `size` bytes lie inside one of the `banks` (ascending, disjoint)
 * and meet nothing that is `taken`; undefined when there is none. A taken range without a byte counts as one byte, since
 * Xen finds it inside others (common/device-tree/bootinfo.c boot_modules_overlap_check).
 */
export function freeAddress(
  banks: readonly Interval[],
  taken: readonly Interval[],
  { size, alignment, from }: Wish,
): bigint | undefined {
  const blocks = merge(taken.map((it) => (it.end > it.start ? it : { ...it, end: it.start + 1n })));
  for (const bank of banks) {
    let at = alignUp(from > bank.start ? from : bank.start, alignment);
    for (const block of blocks)
      if (block.end > at && block.start < at + size) at = alignUp(block.end, alignment);
    if (at + size <= bank.end) return at;
  }
  return undefined;
}

/** The next multiple of `alignment` (a power of two), or the value itself. */
export function alignUp(value: bigint, alignment: bigint): bigint {
  return alignDown(value + alignment - 1n, alignment);
}

/** The multiple of `alignment` (a power of two) at or below a value. */
export function alignDown(value: bigint, alignment: bigint): bigint {
  return value - (value % alignment);
}
