/** Two boot modules claim the same memory (Xen common/device-tree/bootinfo.c boot_modules_overlap_check). */
import { defineRule } from '../rule';
import { eachClash } from '../xen-items';
import { clashBetween, clashFinding } from './report-clash';
import { dom0Board } from './example-board';

export const moduleOverlap = defineRule({
  id: 'xen/module-overlap',
  severity: 'error',
  summary: 'Two boot modules claim the same memory.',
  why: 'Xen 4.18 and later drop the module that comes second in the tree with no more than a line on the console: a domain whose kernel it was makes Xen panic, a ramdisk or guest device tree is silently missing. Earlier releases do not look, and the blob that is loaded last overwrites the other.',
  source: 'Xen common/device-tree/bootinfo.c: boot_modules_overlap_check, add_boot_module',
  requires: ['xen/module-reg-extra'],
  reader: 'xen',
  examples: [
    {
      title: 'The ramdisk begins inside the kernel',
      dts: dom0Board(`
        ramdisk@50080000 {
            compatible = "multiboot,ramdisk", "multiboot,module";
            reg = <0x50080000 0x100000>;
                 //^^^^^^^^^^^^^^^^^^^ ramdisk@50080000 overlaps kernel@50000000 by 512 KiB
        };`),
    },
    {
      title: 'One module begins where the other ends',
      dts: dom0Board(`
        ramdisk@50100000 {
            compatible = "multiboot,ramdisk", "multiboot,module";
            reg = <0x50100000 0x100000>;
        };`),
    },
  ],
  each: eachClash,
  checkEach(item, input, report) {
    const clash = clashBetween(item, 'module', ['module']);
    if (clash === undefined) return;
    if (clash.first.start !== clash.second.start) report(clashFinding(input, clash));
  },
});
