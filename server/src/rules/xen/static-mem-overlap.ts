/** Static memory of a domain is claimed twice. */
import { defineRule } from '../rule';
import { eachClash } from '../xen-items';
import { chosenBoard, domain } from './example-board';
import { clashBetween, clashFinding } from './report-clash';

export const staticMemOverlap = defineRule({
  id: 'xen/static-mem-overlap',
  severity: 'error',
  summary: "A domain's xen,static-mem overlaps another claim to memory.",
  why: 'Xen 4.19 and later panic while they read the tree, 4.18 stops reading it there; earlier releases panic when the second owner is built. Ranges wholly inside a /memreserve/ are fine since 4.20.',
  source: 'Xen common/device-tree/bootinfo-fdt.c: device_tree_get_meminfo',
  since: '4.16',
  reader: 'xen',
  examples: [
    {
      title: 'Two domains are given the same memory',
      dts: chosenBoard(
        `${domain('domU1', 'xen,static-mem = <0x60000000 0x4000000>;')}
${domain(
  'domU2',
  `xen,static-mem = <0x62000000 0x4000000>;
                //^^^^^^^^^^^^^^^^^^^^ xen,static-mem of domU2 overlaps xen,static-mem of domU1 by 32 MiB`,
  { kernel: '54000000' },
)}`,
      ),
    },
    {
      title: 'One behind the other',
      dts: chosenBoard(
        `${domain('domU1', 'xen,static-mem = <0x60000000 0x4000000>;')}
${domain('domU2', 'xen,static-mem = <0x64000000 0x4000000>;', { kernel: '54000000' })}`,
      ),
    },
  ],
  each: eachClash,
  checkEach(item, input, report) {
    const others = ['static-mem', 'static-heap', 'reserved-memory', 'memreserve'] as const;
    const clash = clashBetween(item, 'static-mem', others);
    if (clash === undefined) return;
    report(clashFinding(input, clash));
  },
});
