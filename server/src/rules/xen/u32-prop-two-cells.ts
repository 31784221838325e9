/** A number written as two cells: Xen reads the first. */
import { cellsOf } from '../../tree/value';
import { defineRule } from '../rule';
import { eachXenNode } from '../xen-items';
import { domainBoard } from './example-board';
import { makeFix, setValue } from '../make-fix';
import { u32PropertiesOf } from './u32-properties';

export const u32PropTwoCells = defineRule({
  id: 'xen/u32-prop-two-cells',
  severity: 'error',
  summary: 'A 32-bit number is written as several cells.',
  why: 'Xen reads the first cell, which is the high one of a 64-bit number and usually 0. Of the numbers of a domain only memory has two cells.',
  source: 'Xen common/device-tree/device-tree.c: dt_property_read_u32',
  reader: 'xen',
  examples: [
    {
      title: 'cpus like memory',
      dts: domainBoard(
        `
        cpus = <0x0 0x2>;
      //^^^^^^^^^^^^^^^^^ Xen reads the first, 0
      `,
        { without: ['cpus'] },
      ),
      fixed: domainBoard('cpus = <0x2>;', { without: ['cpus'] }),
    },
    { title: 'One cell', dts: domainBoard('') },
  ],
  each: eachXenNode,
  checkEach(node, { tree }, report) {
    for (const { name, reading } of u32PropertiesOf(tree, node)) {
      if (reading.state !== 'value' || reading.bytes <= 4) continue;
      const last = cellsOf(tree, reading.property)?.at(-1)?.value;
      const isMisread = last !== undefined && last !== reading.value;
      report({
        at: reading.property.at,
        node: node.path,
        ...(!isMisread && { severity: 'warning' }),
        message: `${name} takes one cell, this has more: Xen reads the first, ${reading.value}, and ignores the rest`,
        fixes:
          isMisread && reading.value === 0
            ? makeFix(`Write ${name} as one cell`, [
                setValue(reading.property, `<0x${last.toString(16)}>`),
              ])
            : [],
      });
    }
  },
});
