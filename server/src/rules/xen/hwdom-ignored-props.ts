/** `vpl011` in the hardware domain. */
import { defineRule } from '../rule';
import { eachDomain } from '../xen-items';
import { domainBoard, mark } from './example-board';
import { removePropertyFix } from '../make-fix';

const hardware = 'capabilities = <0x2>;\nxen,static-mem = <0x60000000 0x4000000>;\ndirect-map;\n';

export const hwdomIgnoredProps = defineRule({
  id: 'xen/hwdom-ignored-props',
  severity: 'warning',
  summary: 'The hardware domain has vpl011.',
  why: "The hardware domain gets the host's devicetree and no emulated UART: Xen ignores the property.",
  source: 'Xen common/device-tree/dom0less-build.c: construct_domU',
  since: '4.21',
  reader: 'xen',
  examples: [
    {
      title: 'A UART for the hardware domain',
      dts: mark(domainBoard(`${hardware}vpl011;`), 'vpl011;', 'no effect on the hardware domain'),
      fixed: domainBoard(hardware),
    },
    { title: 'A UART for another domain', dts: domainBoard('vpl011;') },
  ],
  each: eachDomain,
  checkEach({ node, capabilities }, _input, report) {
    const property = node.node.properties.get('vpl011');
    if (!capabilities.isHardware || property === undefined) return;
    report({
      at: property.at,
      node: node.path,
      message: 'vpl011 has no effect on the hardware domain',
      fixes: removePropertyFix(property),
      tags: ['unnecessary'],
    });
  },
});
