/** `passthrough` in the hardware domain. */
import { defineRule } from '../rule';
import { eachDomain } from '../xen-items';
import { domainBoard, mark } from './example-board';
import { removePropertyFix } from '../make-fix';

const hardware = 'capabilities = <0x2>;\nxen,static-mem = <0x60000000 0x4000000>;\ndirect-map;\n';

export const hwdomPassthroughProp = defineRule({
  id: 'xen/hwdom-passthrough-prop',
  severity: 'error',
  summary: 'The hardware domain has a passthrough property.',
  why: 'The hardware domain owns the devices anyway: Xen panics over the property, whatever its value.',
  source: 'Xen common/device-tree/dom0less-bindings.c: parse_dom0less_node',
  since: '4.21',
  reader: 'xen',
  examples: [
    {
      title: 'passthrough in the hardware domain',
      dts: mark(
        domainBoard(`${hardware}passthrough = "enabled";`),
        'passthrough = "enabled";',
        'the hardware domain cannot have passthrough',
      ),
      fixed: domainBoard(hardware),
    },
    { title: 'passthrough in another domain', dts: domainBoard('passthrough = "enabled";') },
  ],
  each: eachDomain,
  checkEach({ node, capabilities }, _input, report) {
    const property = node.node.properties.get('passthrough');
    if (!capabilities.isHardware || property === undefined) return;
    report({
      at: property.at,
      node: node.path,
      message: `the hardware domain cannot have passthrough, it owns the devices anyway: Xen panics`,
      fixes: removePropertyFix(property),
    });
  },
});
