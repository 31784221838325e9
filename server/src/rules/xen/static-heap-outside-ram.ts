/** Static heap where the board has no memory. */
import { formatRange, formatRanges } from '../../memory/format-number';
import { isCovered } from '../../memory/interval';
import { defineRule } from '../rule';
import { dom0Board, mark } from './example-board';
import { staticHeapOf } from './static-heap';

const withHeap = (start: string) =>
  dom0Board('').replace('    chosen {', `$&\n        xen,static-heap = <${start} 0x20000000>;`);

export const staticHeapOutsideRam = defineRule({
  id: 'xen/static-heap-outside-ram',
  severity: 'error',
  summary: 'A range of xen,static-heap does not lie in the memory of the board.',
  why: 'Xen does not compare the two and hands out memory that is not there.',
  source: 'Xen common/device-tree/bootinfo.c: populate_boot_allocator',
  since: '4.17',
  requires: ['xen/static-heap-cells'],
  reader: 'xen',
  examples: [
    {
      title: 'Past the end of RAM',
      dts: mark(withHeap('0xb0000000'), '0xb0000000 0x20000000', 'outside RAM'),
    },
    { title: 'Inside', dts: withHeap('0x70000000') },
  ],
  check({ model }, report) {
    const { ram } = model;
    if (ram === undefined) return;
    for (const range of staticHeapOf(model)?.entries ?? []) {
      if (range === undefined || isCovered(ram, range)) continue;
      report({
        at: range.at,
        ...(model.chosen && { node: model.chosen.path }),
        message: `${formatRange(range)} lies outside RAM (${formatRanges(ram)}): Xen hands out memory that is not there`,
      });
    }
  },
});
