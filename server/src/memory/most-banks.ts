/** How many entries Xen's tables of memory have: RAM, reserved regions, the banks of a guest (bootfdt.h NR_MEM_BANKS). */
export const mostBanks = 256;
