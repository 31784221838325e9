/** How many entries Xen's tables of memory have: RAM, reserved regions, the banks of a guest (bootfdt.h NR_MEM_BANKS). */
export const mostBanks = 256;

/** In releases before 4.17 (asm-arm/setup.h NR_MEM_BANKS). */
export const mostBanksBefore417 = 128;
