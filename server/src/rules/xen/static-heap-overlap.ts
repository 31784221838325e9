/** Xen's static heap lies where memory is already set aside. */
import { defineRule } from '../rule';
import { eachClash } from '../xen-items';
import { dom0Board } from './example-board';
import { clashBetween, clashFinding } from './report-clash';

export const staticHeapOverlap = defineRule({
  id: 'xen/static-heap-overlap',
  severity: 'error',
  summary: 'xen,static-heap overlaps reserved memory or itself.',
  why: 'Xen 4.19 and later panic while they read the tree, 4.18 stops reading it there. Ranges wholly inside a /memreserve/ are fine since 4.20.',
  source: 'Xen common/device-tree/bootinfo-fdt.c: process_chosen_node',
  since: '4.18',
  reader: 'xen',
  examples: [
    {
      title: 'The heap reaches into a reserved region',
      dts: dom0Board(
        '',
        `
        reserved-memory {
            #address-cells = <1>;
            #size-cells = <1>;
            ranges;
            firmware@71000000 { reg = <0x71000000 0x100000>; };
        };`,
      ).replace(
        '    chosen {',
        `    chosen {
        xen,static-heap = <0x70000000 0x2000000>;
                         //^^^^^^^^^^^^^^^^^^^^ overlaps /reserved-memory/firmware@71000000 by 1 MiB`,
      ),
    },
    {
      title: 'The heap ends before it',
      dts: dom0Board(
        '',
        `
        reserved-memory {
            #address-cells = <1>;
            #size-cells = <1>;
            ranges;
            firmware@72000000 { reg = <0x72000000 0x100000>; };
        };`,
      ).replace(
        '    chosen {',
        `    chosen {
        xen,static-heap = <0x70000000 0x2000000>;`,
      ),
    },
  ],
  each: eachClash,
  checkEach(item, input, report) {
    const others = ['static-heap', 'reserved-memory', 'memreserve'] as const;
    const clash = clashBetween(item, 'static-heap', others);
    if (clash === undefined) return;
    report(clashFinding(input, clash));
  },
});
