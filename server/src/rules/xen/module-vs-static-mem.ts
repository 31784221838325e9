/** A boot module lies in the static memory of a domain. */
import { defineRule } from '../rule';
import { eachClash } from '../xen-items';
import { domainBoard } from './example-board';
import { clashBetween, clashFinding } from './report-clash';

export const moduleVsStaticMem = defineRule({
  id: 'xen/module-vs-static-mem',
  severity: 'error',
  summary: 'A boot module lies in the xen,static-mem of a domain.',
  why: "The range becomes the domain's RAM. Xen meets a domain before the modules inside it: it drops modules that come later in the tree, and panics at the range when the module came first.",
  source:
    'Xen common/device-tree/bootinfo-fdt.c: process_domain_node; bootinfo.c: check_reserved_regions_overlap',
  requires: ['xen/module-reg-extra'],
  reader: 'xen',
  examples: [
    {
      title: "The ramdisk lies in the domain's own RAM",
      dts: domainBoard(`
        xen,static-mem = <0x60000000 0x4000000>;
        ramdisk@63f80000 {
            compatible = "multiboot,ramdisk", "multiboot,module";
            reg = <0x63f80000 0x100000>;
                 //^^^^^^^^^^^^^^^^^^^ overlaps xen,static-mem of domU1 by 512 KiB
        };`),
    },
    {
      title: 'The ramdisk lies behind it',
      dts: domainBoard(`
        xen,static-mem = <0x60000000 0x4000000>;
        ramdisk@64000000 {
            compatible = "multiboot,ramdisk", "multiboot,module";
            reg = <0x64000000 0x100000>;
        };`),
    },
  ],
  each: eachClash,
  checkEach(item, input, report) {
    const clash = clashBetween(item, 'module', ['static-mem']);
    if (clash === undefined) return;
    report(clashFinding(input, clash));
  },
});
