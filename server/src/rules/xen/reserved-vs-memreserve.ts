/** A region of /reserved-memory lies partly in a /memreserve/ range. */
import { defineRule } from '../rule';
import { eachClash } from '../xen-items';
import { dom0Board } from './example-board';
import { clashBetween, clashFinding } from './report-clash';

const region = `
  reserved-memory {
      #address-cells = <1>;
      #size-cells = <1>;
      ranges;
      firmware@78000000 {
          reg = <0x78000000 0x1000000>;
      };
  };`;

export const reservedVsMemreserve = defineRule({
  id: 'xen/reserved-vs-memreserve',
  severity: 'error',
  summary: 'A region of /reserved-memory lies partly in a /memreserve/ range.',
  why: 'Xen 4.19 and later panic while they read the tree. Since 4.20 a region may lie wholly inside the range.',
  source: 'Xen common/device-tree/bootinfo.c: meminfo_overlap_check',
  since: '4.19',
  reader: 'xen',
  examples: [
    {
      title: 'The range ends inside the region',
      dts: dom0Board(
        '',
        region.replace(
          '0x1000000>;',
          `0x1000000>;
               //^^^^^^^^^^^^^^^^^^^^ /reserved-memory/firmware@78000000 overlaps /memreserve/ by 8 MiB`,
        ),
      ).replace('/dts-v1/;', '/dts-v1/;\n/memreserve/ 0x77800000 0x1000000;'),
    },
    {
      title: 'The range covers the region',
      dts: dom0Board('', region).replace(
        '/dts-v1/;',
        '/dts-v1/;\n/memreserve/ 0x78000000 0x1000000;',
      ),
    },
  ],
  each: eachClash,
  checkEach(item, input, report) {
    if (!input.model.isXenBoot) return;
    const clash = clashBetween(item, 'reserved-memory', ['memreserve']);
    if (clash === undefined) return;
    report(clashFinding(input, clash));
  },
});
