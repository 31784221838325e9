/**
 * Boards that Xen boots, and that deserve an error all the same: something that the source describes is silently lost,
 * which a boot by itself does not show. The list may only shrink.
 */
export const differences: ReadonlyMap<string, string> = new Map([
  ['050-module-below-ram.dts', 'no boot loader can put the ramdisk where there is no RAM'],
  ['054-module-in-reserved-memory.dts', 'the owner of the reserved memory overwrites the ramdisk'],
  ['076-ramdisk-compatible-typo-dom0.dts', 'dom0 boots without its ramdisk'],
  ['108-domain-nested.dts', 'the domain is not made'],
  ['110-domain-outside-chosen.dts', 'the domain is not made'],
  ['162-shm-compatible-typo.dts', 'the domains share no memory'],
  ['195-passthrough-dtb-missing-generic.dts', 'the domain boots without its devices'],
  ['225-modules-overlap-one-byte.dts', 'one of the modules is loaded over the other'],
  ['244-plain-module-before-kernel.dts', 'dom0 boots another kernel than the one that is meant'],
  ['245-plain-module-after-kernel.dts', 'dom0 boots without its ramdisk'],
]);
