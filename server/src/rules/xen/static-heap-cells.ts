/** `xen,static-heap` that is no whole number of ranges. */
import { describeCells } from '../../memory/cells';
import { isCovered } from '../../memory/interval';
import type { RegEntry } from '../../memory/reg';
import { defineRule } from '../rule';
import { dom0Board, mark } from './example-board';
import { rewriteRangesFix } from './rewrite-ranges';
import { staticHeapOf } from './static-heap';

const withHeap = (line: string) =>
  dom0Board('')
    .replace('    chosen {', `$&\n        ${line}`)
    .replace('<0x40000000 0x80000000>', '<0x0 0x40000000 0x0 0x80000000>')
    .replace(/(\/ \{[^]*?)<1>([^]*?)<1>/, '$1<2>$2<2>');

export const staticHeapCells = defineRule({
  id: 'xen/static-heap-cells',
  severity: 'error',
  summary: 'The cells of xen,static-heap are no whole number of ranges.',
  why: 'Xen reads xen,static-heap with the cells of the root, not with those of /chosen. Cells that are left over are ignored; with fewer than one range the heap is empty and Xen hits a BUG.',
  source: 'Xen common/device-tree/bootinfo-fdt.c: process_chosen_node',
  since: '4.17',
  reader: 'xen',
  examples: [
    {
      title: 'Written with the cells of /chosen',
      dts: mark(
        withHeap('xen,static-heap = <0x70000000 0x20000000>;'),
        'xen,static-heap = <0x70000000 0x20000000>;',
        'expected a multiple of 4 cells (2 address + 2 size)',
      ),
      fixed: withHeap('xen,static-heap = <0x0 0x70000000 0x0 0x20000000>;'),
    },
    {
      title: 'Written with those of the root',
      dts: withHeap('xen,static-heap = <0x0 0x70000000 0x0 0x20000000>;'),
    },
  ],
  check({ tree, model }, report) {
    const heap = staticHeapOf(model);
    if (heap === undefined || (heap.entries.length > 0 && heap.trailing === 0)) return;
    const { ram } = model;
    const isMeant = (ranges: readonly RegEntry[]) =>
      ram === undefined || ranges.every((it) => isCovered(ram, it));
    const effect =
      heap.entries.length === 0
        ? 'the heap is empty and Xen stops with a BUG'
        : 'Xen ignores the rest';
    report({
      at: heap.property.at,
      ...(model.chosen && { node: model.chosen.path }),
      message: `xen,static-heap has ${heap.count} cells, expected a multiple of ${describeCells(heap.cells)}, as the root says: ${effect}`,
      fixes: rewriteRangesFix(tree, heap, isMeant),
    });
  },
});
