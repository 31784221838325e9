/**
 * A place in the board's RAM that nothing in the tree claims: neither modules nor static memory, static heap, shared
 * memory, `/reserved-memory`, `/memreserve/` or the boot loader's ramdisk. Where Xen itself and its devicetree are
 * loaded the tree does not say.
 */
import { freeAddress } from '../../memory/free-space';
import { isCovered, overlaps, type Interval } from '../../memory/interval';
import type { BootModuleKind } from '../../model/boot-module';
import { isModule, type Claim } from '../../model/claim';
import type { PlatformModel } from '../../model/platform';

export const pageSize = 0x1000n;
/** Arm64 kernels want 2 MiB (Linux Documentation/arch/arm64/booting.rst), and Xen maps in such blocks. */
export const blockSize = 0x200000n;

/** What a module of this kind is best aligned to, in bytes. */
export function alignmentOf(kind: BootModuleKind): bigint {
  return kind === 'kernel' ? blockSize : pageSize;
}

export interface PlaceWish {
  /** In bytes. */
  readonly size: bigint;
  readonly alignment: bigint;
  /** How many cells must hold the address. */
  readonly addressCells: number;
  /** Where to look first. */
  readonly from?: bigint;
  /** Claims that count as gone. */
  readonly isIgnored?: (claim: Claim) => boolean;
}

/** The next free address; undefined when the RAM is full, or neither RAM nor anything else tells where to look. */
export function freePlace(model: PlatformModel, wish: PlaceWish): bigint | undefined {
  const { size, alignment, addressCells, from, isIgnored = () => false } = wish;
  const limit = 1n << BigInt(32 * Math.min(addressCells, 2));
  const banks = (model.ram ?? [{ start: 0n, end: limit }]).map((it) => ({
    start: it.start,
    end: it.end < limit ? it.end : limit,
  }));
  const taken = model.claims.filter((it) => !isIgnored(it));
  for (const start of startsOf(model, banks, taken, from)) {
    const found = freeAddress(banks, taken, { size, alignment, from: start });
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Whether a range lies in RAM, as far as that is known, and meets no claim but the ignored ones. */
export function isFree(
  model: PlatformModel,
  range: Interval,
  isIgnored: (claim: Claim) => boolean,
): boolean {
  if (model.ram !== undefined && !isCovered(model.ram, range)) return false;
  return model.claims.every((it) => isIgnored(it) || !overlaps(it, range));
}

/** How much of the first bank is left to Xen, its devicetree and the boot loader while there is room elsewhere. */
const leftToLoader = 0x4000000n;

/** Where to begin: as wished, behind the last module, a little above the start of RAM, at its start. */
function startsOf(
  { ram }: PlatformModel,
  banks: readonly Interval[],
  taken: readonly Claim[],
  from: bigint | undefined,
): readonly bigint[] {
  const inRam = taken.filter((it) => isModule(it) && (ram === undefined || isCovered(ram, it)));
  const behindModules = inRam.map((it) => it.end).reduce((a, b) => (a > b ? a : b), 0n);
  const first = banks[0]?.start ?? 0n;
  return [
    ...(from === undefined ? [] : [from]),
    ...(behindModules === 0n ? [] : [behindModules]),
    ...(ram === undefined ? [] : [first + leftToLoader, first]),
  ];
}
