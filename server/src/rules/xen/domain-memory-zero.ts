/** A domain with no memory at all. */
import { defineRule } from '../rule';
import { eachDomain } from '../xen-items';
import { domainBoard } from './example-board';

export const domainMemoryZero = defineRule({
  id: 'xen/domain-memory-zero',
  severity: 'error',
  summary: 'The memory of a domain is 0.',
  why: 'The guest has no memory bank, Xen cannot make its devicetree and panics.',
  source: 'Xen common/device-tree/domain-build.c: make_memory_node',
  reader: 'xen',
  examples: [
    {
      title: 'No memory',
      dts: domainBoard(
        `
        memory = <0x0 0x0>;
      //^^^^^^^^^^^^^^^^^^^ memory is 0
      `,
        { without: ['memory'] },
      ),
    },
    { title: '64 MiB', dts: domainBoard('') },
  ],
  each: eachDomain,
  checkEach({ node, memory }, _input, report) {
    if (memory.state === 'value' && memory.value === 0n)
      report({
        at: memory.property.at,
        node: node.path,
        message: `memory is 0: Xen panics when it builds ${node.node.name}`,
      });
  },
});
