/** A boot module lies in Xen's static heap. */
import { defineRule } from '../rule';
import { eachClash } from '../xen-items';
import { dom0Board } from './example-board';
import { clashBetween, clashFinding } from './report-clash';

export const moduleVsStaticHeap = defineRule({
  id: 'xen/module-vs-static-heap',
  severity: 'error',
  summary: "A boot module lies in Xen's static heap.",
  why: 'Xen records xen,static-heap before any module and drops the module; before 4.18 it hands the memory out as heap while the module is still in it.',
  source: 'Xen common/device-tree/bootinfo-fdt.c: process_chosen_node',
  requires: ['xen/module-reg-extra'],
  reader: 'xen',
  examples: [
    {
      title: 'The heap covers the ramdisk',
      dts: dom0Board(`
        ramdisk@70000000 {
            compatible = "multiboot,ramdisk", "multiboot,module";
            reg = <0x70000000 0x100000>;
                 //^^^^^^^^^^^^^^^^^^^ overlaps xen,static-heap by 1 MiB
        };`).replace(
        '    chosen {',
        '    chosen {\n        xen,static-heap = <0x70000000 0x20000000>;',
      ),
    },
    {
      title: 'The heap lies behind all modules',
      dts: dom0Board('').replace(
        '    chosen {',
        '    chosen {\n        xen,static-heap = <0x70000000 0x20000000>;',
      ),
    },
  ],
  each: eachClash,
  checkEach(item, input, report) {
    const clash = clashBetween(item, 'module', ['static-heap']);
    if (clash === undefined) return;
    report(clashFinding(input, clash));
  },
});
