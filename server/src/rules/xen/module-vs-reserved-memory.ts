/** A boot module lies in memory that /reserved-memory sets aside. */
import { defineRule } from '../rule';
import { eachClash } from '../xen-items';
import { clashBetween, clashFinding } from './report-clash';
import { dom0Board } from './example-board';

export const moduleVsReservedMemory = defineRule({
  id: 'xen/module-vs-reserved-memory',
  severity: 'error',
  summary: 'A boot module lies in a region of /reserved-memory.',
  why: 'The region belongs to firmware or a device. When /reserved-memory comes first in the tree Xen drops the module, when it comes later Xen panics; before 4.18 the module was used and whoever owns the region could overwrite it.',
  source: 'Xen common/device-tree/bootinfo.c: check_reserved_regions_overlap',
  requires: ['xen/module-reg-extra'],
  reader: 'xen',
  examples: [
    {
      title: 'The kernel lies in a buffer of the firmware',
      dts: dom0Board(
        `
        ramdisk@51000000 {
            compatible = "multiboot,ramdisk", "multiboot,module";
            reg = <0x51000000 0x100000>;
                 //^^^^^^^^^^^^^^^^^^^ overlaps /reserved-memory/firmware@51080000 by 512 KiB
        };`,
        `
        reserved-memory {
            #address-cells = <1>;
            #size-cells = <1>;
            ranges;
            firmware@51080000 { reg = <0x51080000 0x100000>; };
        };`,
      ),
    },
    {
      title: 'The reserved region begins behind the module',
      dts: dom0Board(
        '',
        `
        reserved-memory {
            #address-cells = <1>;
            #size-cells = <1>;
            ranges;
            firmware@50100000 { reg = <0x50100000 0x100000>; };
        };`,
      ),
    },
  ],
  each: eachClash,
  checkEach(item, input, report) {
    const clash = clashBetween(item, 'module', ['reserved-memory']);
    if (clash === undefined) return;
    report(clashFinding(input, clash));
  },
});
