/** Static memory where the board has none. */
import { formatRange, formatRanges } from '../../memory/format-number';
import { isCovered } from '../../memory/interval';
import { defineRule } from '../rule';
import { eachDomain } from '../xen-items';
import { domainBoard } from './example-board';

export const staticMemOutsideRam = defineRule({
  id: 'xen/static-mem-outside-ram',
  severity: 'error',
  summary: 'A range of xen,static-mem does not lie in the memory of the board.',
  why: 'Xen does not compare the two: it looks for page structures that do not exist, and panics or crashes.',
  source: 'Xen common/page_alloc.c: acquire_staticmem_pages',
  since: '4.16',
  requires: ['xen/static-mem-cells'],
  reader: 'xen',
  examples: [
    {
      title: 'Behind the end of RAM',
      dts: domainBoard(`
        xen,static-mem = <0xbe000000 0x4000000>;
                        //^^^^^^^^^^^^^^^^^^^^ outside RAM
      `),
    },
    { title: 'At the end of RAM', dts: domainBoard('xen,static-mem = <0xbc000000 0x4000000>;') },
  ],
  each: eachDomain,
  checkEach({ node, staticMem }, { model }, report) {
    const { ram } = model;
    if (ram === undefined) return;
    for (const range of staticMem?.entries ?? []) {
      if (range === undefined || isCovered(ram, range)) continue;
      report({
        at: range.at,
        node: node.path,
        message: `${formatRange(range)} lies outside RAM (${formatRanges(ram)}): Xen crashes when it builds ${node.node.name}`,
      });
    }
  },
});
