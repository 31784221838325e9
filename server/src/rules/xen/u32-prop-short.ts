/** A number with fewer than four bytes: absent to Xen. */
import { defineRule } from '../rule';
import { eachXenNode } from '../xen-items';
import { domainBoard } from './example-board';
import { u32PropertiesOf } from './u32-properties';

export const u32PropShort = defineRule({
  id: 'xen/u32-prop-short',
  severity: 'error',
  summary: 'A number has fewer than four bytes.',
  why: 'Xen treats the property as absent: a missing cpus makes it panic, others silently keep their default.',
  source: 'Xen common/device-tree/device-tree.c: dt_property_read_u32',
  reader: 'xen',
  examples: [
    {
      title: 'No value at all',
      dts: domainBoard(
        `
        cpus;
      //^^^^^ cpus needs one cell
      `,
        { without: ['cpus'] },
      ),
    },
    { title: 'One cell', dts: domainBoard('') },
  ],
  each: eachXenNode,
  checkEach(node, { tree }, report) {
    for (const { name, reading } of u32PropertiesOf(tree, node)) {
      if (reading.state !== 'short') continue;
      report({
        at: reading.property.at,
        node: node.path,
        message: `${name} needs one cell (4 bytes), found ${reading.bytes} bytes: Xen treats it as absent`,
      });
    }
  },
});
