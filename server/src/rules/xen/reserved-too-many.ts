/** More reserved ranges than Xen has room for. */
import { mostBanks, mostBanksBefore417 } from '../../memory/most-banks';
import { isSince } from '../../model/target';
import type { ClaimKind } from '../../model/claim';
import { defineRule } from '../rule';
import { dom0Board, mark } from './example-board';
import { versionOf } from './report-clash';

const kinds: readonly ClaimKind[] = ['memreserve', 'reserved-memory', 'static-mem', 'static-heap'];
const board = (count: number) =>
  dom0Board(
    '',
    `reserved-memory {
    #address-cells = <1>;
    #size-cells = <1>;
    ranges;
    many@70000000 {
        reg = <${Array.from({ length: count }, (_, i) => `0x${(0x70000000 + i * 0x2000).toString(16)} 0x1000`).join(' ')}>;
    };
};`,
  );

export const reservedTooMany = defineRule({
  id: 'xen/reserved-too-many',
  severity: 'error',
  summary: `More than ${mostBanks} ranges of memory are reserved.`,
  why: 'Ranges of /memreserve/, of /reserved-memory, of xen,static-mem and of xen,static-heap share one table of 256 (128 before 4.17): Xen panics over the next.',
  source: 'Xen common/device-tree/bootinfo-fdt.c: device_tree_get_meminfo; bootfdt.h: NR_MEM_BANKS',
  reader: 'xen',
  examples: [
    {
      title: 'One too many',
      dts: mark(
        board(mostBanks + 1),
        `0x${(0x70000000 + mostBanks * 0x2000).toString(16)} 0x1000`,
        'is one too many',
      ),
    },
    {
      title: 'Fewer, for an older release',
      target: 'xen@4.15',
      dts: mark(
        board(129),
        `0x${(0x70000000 + 128 * 0x2000).toString(16)} 0x1000`,
        'Xen has room for 128',
      ),
    },
    { title: 'Two', dts: board(2) },
  ],
  check({ model, target }, report) {
    const most = isSince(versionOf({ target }), '4.17') ? mostBanks : mostBanksBefore417;
    const claims = model.claims.filter((it) => kinds.includes(it.kind));
    const surplus = claims[most];
    if (surplus === undefined) return;
    report({
      at: surplus.at,
      ...(surplus.node && { node: surplus.node.path }),
      message: `this range is one too many: ${claims.length} are reserved, and Xen has room for ${most}: it panics`,
    });
  },
});
