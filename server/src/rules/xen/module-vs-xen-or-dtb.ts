/** A module where Xen or the devicetree is loaded. */
import { formatRange } from '../../memory/format-number';
import { overlaps } from '../../memory/interval';
import type { Stretch } from '../../model/board';
import { defineRule } from '../rule';
import { eachModule } from '../xen-items';
import { dom0Board, mark } from './example-board';

const reg = '0x50000000 0x100000';

export const moduleVsXenOrDtb = defineRule({
  id: 'xen/module-vs-xen-or-dtb',
  severity: 'error',
  summary: 'A module lies where Xen or the devicetree is loaded.',
  why: 'One of the two is loaded over the other. Xen 4.18 and later also drop the module when they find the overlap.',
  source: 'Xen common/device-tree/bootinfo.c: boot_modules_overlap_check',
  reader: 'xen',
  examples: [
    {
      title: 'On top of Xen',
      board: { xen: { address: 0x50000000n, size: 0x200000n } },
      dts: mark(dom0Board(''), reg, 'is where Xen is loaded'),
    },
    {
      title: 'Beside it',
      board: { xen: { address: 0x50200000n, size: 0x200000n } },
      dts: dom0Board(''),
    },
  ],
  each: eachModule,
  checkEach({ node, reg: reading }, { board = {} }, report) {
    const places = [
      { what: 'Xen', place: board.xen },
      { what: 'the devicetree', place: board.devicetree },
    ];
    const entry = reading?.entries[0];
    if (entry === undefined) return;
    const own = { start: entry.start, end: entry.start + entry.size };
    for (const { what, place } of places) {
      const range = place && rangeOf(place);
      if (range === undefined || !overlaps(own, range)) continue;
      report({
        at: entry.at,
        node: node.path,
        message: `${node.node.name} is where ${what} is loaded (${formatRange(range)}): one overwrites the other; move the module`,
      });
    }
  },
});

/** One byte when the size is not known. */
function rangeOf({ address, size = 1n }: Stretch) {
  return { start: address, end: address + size };
}
