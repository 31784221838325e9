/**
 * Where a guest that is not direct-mapped finds things in its own address space
 * (Xen include/public/arch-arm.h; declared unstable, but unchanged since 4.8 as far as RAM goes).
 */
import type { Interval } from '../memory/interval';

export interface GuestWindow extends Interval {
  /** How messages call it. */
  readonly label: string;
}

export const grantTable = window('grant frames', 0x38000000n, 0x01000000n);

/** From the distributor to the end of 128 redistributors of a GICv3; a GICv2 takes less. */
export const interruptController = window('the interrupt controller', 0x03001000n, 0x0101f000n);
export const emulatedUart = window('vpl011', 0x22000000n, 0x1000n);
export const magicPages = window('magic pages', 0x39000000n, 0x01000000n);

const firstBank = { start: 0x40000000n, size: 0xc0000000n };
const secondBank = { start: 0x200000000n, size: 0xfe00000000n };

/** Where RAM may lie, whether there is some or not (GUEST_RAM_BANK_BASES, GUEST_RAM_BANK_SIZES). */
export const guestBanks = [bank(firstBank), bank(secondBank)] as const;

/** The banks of a guest with that many bytes of memory: the first is filled first. */
export function guestRam(bytes: bigint): readonly Interval[] {
  const first = bytes < firstBank.size ? bytes : firstBank.size;
  const second = bytes - first < secondBank.size ? bytes - first : secondBank.size;
  return [
    { start: firstBank.start, end: firstBank.start + first },
    { start: secondBank.start, end: secondBank.start + second },
  ].filter((it) => it.end > it.start);
}

function bank({ start, size }: { readonly start: bigint; readonly size: bigint }): Interval {
  return { start, end: start + size };
}

function window(label: string, start: bigint, size: bigint): GuestWindow {
  return { label, start, end: start + size };
}
