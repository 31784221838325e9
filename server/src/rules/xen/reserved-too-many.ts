/** More reserved ranges than Xen has room for. */
import { mostBanks } from '../../memory/most-banks';
import type { ClaimKind } from '../../model/claim';
import { defineRule } from '../rule';
import { dom0Board, mark } from './example-board';

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
  why: 'Ranges of /memreserve/, of /reserved-memory, of xen,static-mem and of xen,static-heap share one table of 256: Xen panics over the next.',
  source: 'Xen common/device-tree/bootinfo-fdt.c: device_tree_get_meminfo; bootfdt.h: NR_MEM_BANKS',
  since: '4.17',
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
    { title: 'Two', dts: board(2) },
  ],
  check({ model }, report) {
    const claims = model.claims.filter((it) => kinds.includes(it.kind));
    const surplus = claims[mostBanks];
    if (surplus === undefined) return;
    report({
      at: surplus.at,
      ...(surplus.node && { node: surplus.node.path }),
      message: `this range is one too many: ${claims.length} are reserved, and Xen has room for ${mostBanks}: it panics`,
    });
  },
});
