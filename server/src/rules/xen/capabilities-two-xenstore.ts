/** Two xenstore domains, dom0 being one. */
import { defineRule } from '../rule';
import { dom0Board, domain, domainBoard, mark } from './example-board';

export const capabilitiesTwoXenstore = defineRule({
  id: 'xen/capabilities-two-xenstore',
  severity: 'error',
  summary: 'There are two xenstore domains.',
  why: 'Xen panics over a second one. dom0, when there is one, is always the xenstore domain.',
  source: 'Xen common/device-tree/dom0less-build.c: set_xs_domain',
  since: '4.21',
  reader: 'xen',
  examples: [
    {
      title: 'A xenstore domain beside dom0',
      dts: mark(
        dom0Board(domain('domU1', 'capabilities = <0x4>;')),
        'capabilities = <0x4>;',
        'dom0 is the xenstore domain already',
      ),
    },
    { title: 'A xenstore domain alone', dts: domainBoard('capabilities = <0x4>;') },
  ],
  check({ model }, report) {
    let first = model.dom0?.kernel ? 'dom0' : undefined;
    for (const { node, capabilities } of model.domains) {
      if (!capabilities.isXenstore) continue;
      const property = node.node.properties.get('capabilities');
      if (property === undefined) continue;
      if (first !== undefined)
        report({
          at: property.at,
          node: node.path,
          message: `${first} is the xenstore domain already: Xen panics over a second one`,
        });
      first ??= node.node.name;
    }
  },
});
