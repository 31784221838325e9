/** Static memory that is not made of whole pages. */
import { hex } from '../../memory/format-number';
import { defineRule } from '../rule';
import { eachDomain } from '../xen-items';
import { domainBoard } from './example-board';

export const staticMemAlign = defineRule({
  id: 'xen/static-mem-align',
  severity: 'error',
  summary: 'A range of xen,static-mem does not begin or end on a page.',
  why: 'Xen panics over a start that is no multiple of 4 KiB and cuts a size off; debug builds stop at both.',
  source: 'Xen common/device-tree/static-memory.c: acquire_static_memory_bank',
  since: '4.16',
  requires: ['xen/static-mem-cells'],
  reader: 'xen',
  examples: [
    {
      title: 'Half a page too far',
      dts: domainBoard(`
        xen,static-mem = <0x60000800 0x4000000>;
                        //^^^^^^^^^^^^^^^^^^^^ 0x60000800 is not a multiple of 4 KiB
      `),
    },
    { title: 'Whole pages', dts: domainBoard('xen,static-mem = <0x60000000 0x4000000>;') },
  ],
  each: eachDomain,
  checkEach({ node, staticMem }, _input, report) {
    for (const range of staticMem?.entries ?? []) {
      const wrong = range && [range.start, range.size].find((it) => it % 4096n !== 0n);
      if (range === undefined || wrong === undefined) continue;
      report({
        at: range.at,
        node: node.path,
        message: `${hex(wrong)} is not a multiple of 4 KiB: Xen ${wrong === range.start ? 'panics' : 'cuts the rest off, and panics as the sum is not memory'}`,
      });
    }
  },
});
