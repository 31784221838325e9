/** Several control domains: accepted, and rarely meant. */
import { defineRule } from '../rule';
import { chosenBoard, domain, mark } from './example-board';

export const capabilitiesTwoControl = defineRule({
  id: 'xen/capabilities-two-control',
  severity: 'information',
  summary: 'Several domains are control domains.',
  why: 'Xen accepts it: each of them may create, inspect and destroy all others.',
  source: 'Xen common/device-tree/dom0less-bindings.c: parse_dom0less_node',
  since: '4.21',
  reader: 'xen',
  examples: [
    {
      title: 'Two of them',
      dts: mark(
        chosenBoard(`${domain('domU1', 'capabilities = <0x1>;')}
${domain('domU2', 'capabilities = <0x1>;', { kernel: '54000000' })}`),
        'capabilities = <0x1>;',
        'domU1 is a control domain, too',
      ),
    },
    { title: 'One of them', dts: chosenBoard(domain('domU1', 'capabilities = <0x1>;')) },
  ],
  check({ model }, report) {
    const [first, ...others] = model.domains.filter((it) => it.capabilities.isControl);
    for (const { node } of others) {
      const property = node.node.properties.get('capabilities');
      if (property === undefined || first === undefined) continue;
      report({
        at: property.at,
        node: node.path,
        message: `${first.node.node.name} is a control domain, too: each may destroy the other`,
      });
    }
  },
});
