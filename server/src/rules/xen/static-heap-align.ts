/** Static heap that is not aligned as Xen's document asks. */
import { hex } from '../../memory/format-number';
import { defineRule } from '../rule';
import { dom0Board, mark } from './example-board';
import { staticHeapOf } from './static-heap';

const withHeap = (start: string) =>
  dom0Board('').replace('    chosen {', `$&\n        xen,static-heap = <${start} 0x20000000>;`);

export const staticHeapAlign = defineRule({
  id: 'xen/static-heap-align',
  severity: 'warning',
  summary: 'A range of xen,static-heap is not a multiple of 64 KiB.',
  why: 'The document asks for 64 KiB; the code rounds inward to 4 KiB, and what lies outside is lost.',
  source: 'Xen docs/misc/arm/device-tree/booting.txt; common/page_alloc.c: init_boot_pages',
  since: '4.17',
  requires: ['xen/static-heap-cells'],
  reader: 'xen',
  examples: [
    {
      title: 'Aligned to a page only',
      dts: mark(
        withHeap('0x70001000'),
        '0x70001000 0x20000000',
        '0x70001000 is not a multiple of 64 KiB',
      ),
    },
    { title: 'Aligned', dts: withHeap('0x70000000') },
  ],
  check({ model }, report) {
    for (const range of staticHeapOf(model)?.entries ?? []) {
      const wrong = range && [range.start, range.size].find((it) => it % 0x10000n !== 0n);
      if (range === undefined || wrong === undefined) continue;
      report({
        at: range.at,
        ...(model.chosen && { node: model.chosen.path }),
        message: `${hex(wrong)} is not a multiple of 64 KiB, as Xen's document asks`,
      });
    }
  },
});
