/** Two regions of /reserved-memory overlap. */
import { defineRule } from '../rule';
import { eachClash } from '../xen-items';
import { dom0Board } from './example-board';
import { clashBetween, clashFinding } from './report-clash';

export const reservedOverlap = defineRule({
  id: 'xen/reserved-overlap',
  severity: 'error',
  summary: 'Two regions of /reserved-memory overlap.',
  why: 'Linux only complains; Xen 4.19 and later panic while they read the tree, 4.18 stops reading it there. Regions whose status is not "okay" do not count.',
  source: 'Xen common/device-tree/bootinfo-fdt.c: device_tree_get_meminfo',
  since: '4.18',
  reader: 'xen',
  examples: [
    {
      title: 'The second region begins inside the first',
      dts: dom0Board(
        '',
        `
        reserved-memory {
            #address-cells = <1>;
            #size-cells = <1>;
            ranges;
            a@78000000 { reg = <0x78000000 0x1000000>; };
            b@78800000 { reg = <0x78800000 0x1000000>; };
                              //^^^^^^^^^^^^^^^^^^^^ overlaps /reserved-memory/a@78000000 by 8 MiB
        };`,
      ),
    },
    {
      title: 'The regions touch',
      dts: dom0Board(
        '',
        `
        reserved-memory {
            #address-cells = <1>;
            #size-cells = <1>;
            ranges;
            a@78000000 { reg = <0x78000000 0x1000000>; };
            b@79000000 { reg = <0x79000000 0x1000000>; };
        };`,
      ),
    },
  ],
  each: eachClash,
  checkEach(item, input, report) {
    if (!input.model.isXenBoot) return;
    const clash = clashBetween(item, 'reserved-memory', ['reserved-memory']);
    if (clash === undefined) return;
    report(clashFinding(input, clash));
  },
});
