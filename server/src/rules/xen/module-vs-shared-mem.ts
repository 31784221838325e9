/** A boot module lies in static shared memory. */
import { defineRule } from '../rule';
import { eachClash } from '../xen-items';
import { domainBoard } from './example-board';
import { clashBetween, clashFinding } from './report-clash';

export const moduleVsSharedMem = defineRule({
  id: 'xen/module-vs-shared-mem',
  severity: 'error',
  summary: 'A boot module lies in static shared memory.',
  why: 'Xen drops the module when the shared memory comes first in the tree, and panics when it comes later.',
  source: 'Xen common/device-tree/static-shmem.c: process_shm_node',
  requires: ['xen/module-reg-extra'],
  reader: 'xen',
  examples: [
    {
      title: 'The ramdisk lies in the region',
      dts: domainBoard(`
        shared@68000000 {
            compatible = "xen,domain-shared-memory-v1";
            xen,shm-id = "ring";
            xen,shared-mem = <0x68000000 0x80000000 0x100000>;
        };
        ramdisk@68000000 {
            compatible = "multiboot,ramdisk", "multiboot,module";
            reg = <0x68000000 0x100000>;
                 //^^^^^^^^^^^^^^^^^^^ overlaps shared memory domU1/shared@68000000 by 1 MiB
        };`),
    },
    {
      title: 'The ramdisk lies behind it',
      dts: domainBoard(`
        shared@68000000 {
            compatible = "xen,domain-shared-memory-v1";
            xen,shm-id = "ring";
            xen,shared-mem = <0x68000000 0x80000000 0x100000>;
        };
        ramdisk@68100000 {
            compatible = "multiboot,ramdisk", "multiboot,module";
            reg = <0x68100000 0x100000>;
        };`),
    },
  ],
  each: eachClash,
  checkEach(item, input, report) {
    const clash = clashBetween(item, 'module', ['shared-mem']);
    if (clash === undefined) return;
    report(clashFinding(input, clash));
  },
});
