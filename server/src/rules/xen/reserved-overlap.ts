/** Two regions of /reserved-memory overlap. */
import { defineRule } from '../rule';
import { dom0Board } from './example-board';
import { clashesBetween, clashFinding } from './report-clash';
import { isXenBoot } from './xen-boot';

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
  check(input, report) {
    if (!isXenBoot(input.model)) return;
    for (const clash of clashesBetween(input, 'reserved-memory', ['reserved-memory']))
      report(clashFinding(input, clash));
  },
});
