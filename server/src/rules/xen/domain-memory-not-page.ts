/** The memory of a domain is no whole number of pages. */
import { defineRule } from '../rule';
import { eachDomain } from '../xen-items';
import { domainBoard } from './example-board';
import { makeFix, setValue } from '../make-fix';

export const domainMemoryNotPage = defineRule({
  id: 'xen/domain-memory-not-page',
  severity: 'error',
  summary: 'The memory of a domain is not a multiple of 4 KiB.',
  why: 'Xen allocates down to pages of 4 KiB; what is left then never becomes 0, and the allocator goes on until memory is used up: the boot stalls for minutes and panics.',
  source: 'Xen common/device-tree/domain-build.c: allocate_domheap_memory',
  requires: ['xen/domain-memory-high-cell', 'xen/static-mem-sum'],
  reader: 'xen',
  examples: [
    {
      title: 'One KiB more than 64 MiB',
      dts: domainBoard(
        `
        memory = <0x0 0x10001>;
      //^^^^^^^^^^^^^^^^^^^^^^^ not a multiple of 4
      `,
        { without: ['memory'] },
      ),
      fixed: domainBoard('memory = <0x0 0x10004>;', { without: ['memory'] }),
    },
    { title: '64 MiB', dts: domainBoard('') },
  ],
  each: eachDomain,
  checkEach({ node, memory }, _input, report) {
    if (memory.state !== 'value' || memory.value % 4n === 0n) return;
    const rounded = memory.value - (memory.value % 4n) + 4n;
    const text = `<0x${(rounded >> 32n).toString(16)} 0x${(rounded & 0xffffffffn).toString(16)}>`;
    report({
      at: memory.property.at,
      node: node.path,
      message: `memory is ${memory.value} KiB, not a multiple of 4: Xen stalls while it allocates the memory of ${node.node.name}, then panics`,
      fixes: makeFix(`Round up to ${text}`, [setValue(memory.property, text)]),
    });
  },
});
