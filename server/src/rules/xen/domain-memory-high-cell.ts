/** The two cells of `memory` are in the wrong order. */
import { cellsOf } from '../../tree/value';
import { defineRule } from '../rule';
import { eachDomain } from '../xen-items';
import { domainBoard } from './example-board';
import { makeFix, setValue } from '../make-fix';

export const domainMemoryHighCell = defineRule({
  id: 'xen/domain-memory-high-cell',
  severity: 'error',
  summary: 'The high cell of memory is not 0.',
  why: 'memory counts KiB: a high cell of 1 already means 4 TiB, more than Xen gives to a domain. Usually the cells are in the wrong order.',
  source: 'Xen common/device-tree/dom0less-build.c: construct_domU',
  reader: 'xen',
  examples: [
    {
      title: 'Low cell first',
      dts: domainBoard(
        `
        memory = <0x10000 0x0>;
      //^^^^^^^^^^^^^^^^^^^^^^^ the high cell comes first
      `,
        { without: ['memory'] },
      ),
      fixed: domainBoard('memory = <0x0 0x10000>;', { without: ['memory'] }),
    },
    { title: 'High cell first', dts: domainBoard('') },
  ],
  each: eachDomain,
  checkEach({ node, memory }, { tree }, report) {
    if (memory.state !== 'value' || memory.value >> 32n === 0n) return;
    const [high, low] = cellsOf(tree, memory.property) ?? [];
    const isSwapped = low?.value === 0 && high?.value !== undefined;
    const text = isSwapped ? `<0x0 0x${high.value.toString(16)}>` : undefined;
    report({
      at: memory.property.at,
      node: node.path,
      message: `memory is ${memory.value} KiB, more than any domain can have: the high cell comes first and counts 4 TiB`,
      fixes:
        text === undefined
          ? []
          : makeFix(`Set memory to ${text}`, [setValue(memory.property, text)]),
    });
  },
});
