/** A domain without `memory`, or with fewer than its two cells. */
import { defineRule } from '../rule';
import { eachDomain } from '../xen-items';
import { domainBoard, mark } from './example-board';
import { makeFix, setValue } from '../make-fix';
import { firstCell } from '../../tree/value';

export const domainMemoryMissing = defineRule({
  id: 'xen/domain-memory-missing',
  severity: 'error',
  summary: 'A domain has no memory property of two cells.',
  why: 'memory is a 64-bit number of KiB, high cell first. With fewer than eight bytes Xen treats it as absent and panics.',
  source: 'Xen common/device-tree/dom0less-build.c: construct_domU',
  reader: 'xen',
  examples: [
    {
      title: 'One cell',
      dts: domainBoard(
        `
        memory = <0x10000>;
      //^^^^^^^^^^^^^^^^^^^ memory needs two cells
      `,
        { without: ['memory'] },
      ),
      fixed: domainBoard('memory = <0x0 0x10000>;', { without: ['memory'] }),
    },
    {
      title: 'No memory',
      dts: mark(domainBoard('', { without: ['memory'] }), 'domU1', 'has no memory'),
    },
    { title: 'Two cells', dts: domainBoard('') },
  ],
  each: eachDomain,
  checkEach({ node, memory }, { tree, isFragment }, report) {
    if (memory.state === 'absent' && !isFragment)
      report({
        at: node.node.at,
        node: node.path,
        message: `domain ${node.node.name} has no memory: Xen panics; add memory = <0x0 KiB>`,
      });
    if (memory.state !== 'short') return;
    const value = memory.bytes === 4 ? firstCell(tree, memory.property) : undefined;
    const text = value === undefined ? undefined : `<0x0 0x${value.toString(16)}>`;
    report({
      at: memory.property.at,
      node: node.path,
      message: `memory needs two cells (a 64-bit number of KiB), found ${memory.bytes} bytes: Xen treats it as absent and panics`,
      fixes:
        text === undefined
          ? []
          : makeFix(`Set memory to ${text}`, [setValue(memory.property, text)]),
    });
  },
});
