/** The rows without a rule of their own: what tells them instead, or why nothing can before the boot. */
export const reasons: ReadonlyMap<string, string> = new Map([
  [
    'xen/uefi-dom0-module-twice',
    "the other of the two modules stands in the stub's configuration file, which only the boot reads.",
  ],
  [
    'xen/vpl011-direct-map-uart',
    'which UART is its console Xen decides at boot, by its command line and its drivers.',
  ],
  [
    'xen/cpupool-boot-cpu',
    'no mistake, and only the boot tells which CPU boots; the page of xen/cpupool-unassigned tells of it.',
  ],
  [
    'xen/pdtb-header',
    'it is about the blob as it is loaded; what is compiled from source is sound.',
  ],
  ['xen/pdtb-size', 'it depends on the size of the blob and on all that Xen adds at boot.'],
  ['xen/pdtb-used-by-xen', 'which UART is its console Xen decides at boot.'],
  [
    'xen/xsm-bad-magic',
    'Xen looks for the magic number in the file, which is read at boot; the page of xen/module-order-guess tells of it.',
  ],
  [
    'xen/module-shared-gzip',
    'whether a kernel is compressed stands in the file; the page of xen/module-shared-by-domains tells of it.',
  ],
  [
    'xen/kernel-format',
    'what a kernel is stands in the file; the page of xen/domain-kernel-missing tells of it.',
  ],
  [
    'xen/kernel-32bit-on-64only',
    'whether a kernel is a 32-bit one stands in the file; the page of xen/sve-invalid tells of it.',
  ],
]);

/** Rows that are told by the rule of another row, since both are one idea. */
export const sharedRows: ReadonlyMap<string, string> = new Map([
  ['xen/module-missing-generic-no-reg', 'xen/module-missing-generic-compatible'],
  ['xen/early-fail-truncates-scan', 'xen/reserved-overlap'],
  ['xen/uefi-cells-range', 'xen/cells-out-of-range'],
  ['xen/shm-cells-zero', 'xen/cells-out-of-range'],
  ['xen/static-mem-exhausts-banks', 'xen/domain-memory-too-big'],
]);
