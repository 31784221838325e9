/** `/reserved-memory` without cell counts of its own. */
import { strictCells } from '../../memory/cells';
import { reservedMemoryNode, reservedRegionsOf } from '../../memory/reserved-memory';
import { rootOf } from '../../tree/node-ref';
import { insertProperties } from '../source-edits';
import { defineRule } from '../rule';
import { dom0Board, mark } from './example-board';
import { makeFix } from '../make-fix';

const board = (cells: string) =>
  dom0Board(
    '',
    `reserved-memory {
    ${cells}
    ranges;
    firmware@78000000 { reg = <0x78000000 0x100000>; };
};`,
  );

export const reservedCellsDefault = defineRule({
  id: 'xen/reserved-cells-default',
  severity: 'warning',
  summary: '/reserved-memory lacks #address-cells or #size-cells.',
  why: 'Xen then reads its regions with 2 and 1 cells, whatever the root says: its walk of /reserved-memory starts afresh there.',
  source: 'Xen common/device-tree/bootinfo-fdt.c: process_reserved_memory',
  since: '4.13',
  reader: 'xen',
  examples: [
    {
      title: 'The root says 1 and 1',
      dts: mark(board(''), 'reserved-memory', 'Xen reads its regions with 2 and 1 cells'),
      fixed: board('#address-cells = <1>;\n    #size-cells = <1>;'),
    },
    { title: 'It says so itself', dts: board('#address-cells = <1>;\n    #size-cells = <1>;') },
  ],
  check({ tree, model, isFragment }, report) {
    const node = reservedMemoryNode(tree);
    if (isFragment || node === undefined || !model.isXenBoot) return;
    const missing = ['#address-cells', '#size-cells'].filter((it) => !node.node.properties.has(it));
    const root = strictCells(tree, rootOf(tree));
    if (missing.length === 0 || !reservedRegionsOf(tree).some((it) => it.reg)) return;
    const counts: Record<string, number> = {
      '#address-cells': root?.address ?? 2,
      '#size-cells': root?.size ?? 1,
    };
    const lines = missing.map((it) => `${it} = <${counts[it] ?? 2}>;`).join('\n');
    report({
      at: node.node.at,
      node: node.path,
      message: `${node.node.name} lacks ${missing.join(' and ')}: Xen reads its regions with 2 and 1 cells, not with those of the root`,
      fixes: makeFix(`Add ${missing.join(' and ')}`, [insertProperties(node.node, lines)]),
    });
  },
});
