/** A boot module lies partly in a /memreserve/ range. */
import { defineRule } from '../rule';
import { eachClash } from '../xen-items';
import { dom0Board } from './example-board';
import { clashBetween, clashFinding } from './report-clash';

export const moduleVsMemreserve = defineRule({
  id: 'xen/module-vs-memreserve',
  severity: 'error',
  summary: 'A boot module lies partly in a /memreserve/ range.',
  why: 'Xen drops the module. Since 4.20 a module may lie wholly inside a /memreserve/ range, as boot loaders like to reserve what they have loaded; 4.19 drops that, too.',
  source: 'Xen common/device-tree/bootinfo.c: meminfo_overlap_check',
  since: '4.19',
  requires: ['xen/module-reg-extra'],
  reader: 'xen',
  examples: [
    {
      title: 'The range covers half of the ramdisk',
      dts: dom0Board(`
        ramdisk@51000000 {
            compatible = "multiboot,ramdisk", "multiboot,module";
            reg = <0x51000000 0x100000>;
                 //^^^^^^^^^^^^^^^^^^^ ramdisk@51000000 overlaps /memreserve/ by 512 KiB
        };`).replace('/dts-v1/;', '/dts-v1/;\n/memreserve/ 0x51080000 0x200000;'),
    },
    {
      title: 'The range covers all of the kernel',
      dts: dom0Board('').replace('/dts-v1/;', '/dts-v1/;\n/memreserve/ 0x50000000 0x200000;'),
    },
  ],
  each: eachClash,
  checkEach(item, input, report) {
    const clash = clashBetween(item, 'module', ['memreserve']);
    if (clash === undefined) return;
    report(clashFinding(input, clash));
  },
});
