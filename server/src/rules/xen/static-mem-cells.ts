/** `xen,static-mem` that is no whole number of ranges. */
import { describeCells } from '../../memory/cells';
import type { RegEntry } from '../../memory/reg';
import { valueOf } from '../../model/xen-property';
import { defineRule } from '../rule';
import { eachDomain } from '../xen-items';
import { domainBoard } from './example-board';
import { rewriteRangesFix } from './rewrite-ranges';

export const staticMemCells = defineRule({
  id: 'xen/static-mem-cells',
  severity: 'error',
  summary: 'The cells of xen,static-mem are no whole number of ranges.',
  why: 'Xen reads xen,static-mem with the cells of the node around the domain, that is of /chosen, not with those of the domain. Cells that are left over are ignored; with fewer than one range nothing is reserved, and Xen panics when it builds the domain.',
  source:
    'Xen common/device-tree/bootinfo-fdt.c: process_domain_node; static-memory.c: parse_static_mem_prop',
  since: '4.17',
  reader: 'xen',
  examples: [
    {
      title: 'Written with the cells of the domain',
      dts: domainBoard(`
        xen,static-mem = <0x60000000 0x4000000>;
      //^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ has 2 cells, expected a multiple of 4 cells (2 address + 2 size)
      `).replace(/(chosen \{[^]*?)<1>([^]*?)<1>/, '$1<2>$2<2>'),
      fixed: domainBoard('xen,static-mem = <0x0 0x60000000 0x0 0x4000000>;').replace(
        /(chosen \{[^]*?)<1>([^]*?)<1>/,
        '$1<2>$2<2>',
      ),
    },
    {
      title: 'Written with those of /chosen',
      dts: domainBoard('xen,static-mem = <0x60000000 0x4000000>;'),
    },
  ],
  each: eachDomain,
  checkEach({ node, staticMem, memory }, { tree }, report) {
    if (staticMem === undefined) return;
    const { cells, count, bytes, entries, trailing, property } = staticMem;
    if (entries.length > 0 && trailing === 0 && bytes % 4 === 0) return;
    const wanted = (valueOf(memory) ?? 0n) * 1024n;
    const isMeant = (ranges: readonly RegEntry[]) =>
      ranges.reduce((sum, it) => sum + it.size, 0n) === wanted;
    const effect =
      entries.length === 0 ? 'Xen reserves nothing and panics' : 'Xen ignores the rest';
    report({
      at: property.at,
      node: node.path,
      message: `xen,static-mem has ${count} cells, expected a multiple of ${describeCells(cells)}, as ${cells.addressFrom?.path ?? 'by default'} says: ${effect}`,
      fixes: rewriteRangesFix(tree, staticMem, isMeant),
    });
  },
});
