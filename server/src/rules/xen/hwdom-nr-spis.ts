/** `nr_spis` in the hardware domain. */
import { defineRule } from '../rule';
import { eachDomain } from '../xen-items';
import { domainBoard, mark } from './example-board';
import { removePropertyFix } from '../make-fix';

const hardware = 'capabilities = <0x2>;\nxen,static-mem = <0x60000000 0x4000000>;\ndirect-map;\n';

export const hwdomNrSpis = defineRule({
  id: 'xen/hwdom-nr-spis',
  severity: 'error',
  summary: 'The hardware domain has nr_spis.',
  why: 'The hardware domain gets the interrupt lines of the host: Xen panics over the property.',
  source: 'Xen arch/arm/dom0less-build.c: arch_parse_dom0less_node',
  since: '4.21',
  reader: 'xen',
  examples: [
    {
      title: 'nr_spis in the hardware domain',
      dts: mark(
        domainBoard(`${hardware}nr_spis = <64>;`),
        'nr_spis = <64>;',
        'the hardware domain cannot have nr_spis',
      ),
      fixed: domainBoard(hardware),
    },
    { title: 'nr_spis in another domain', dts: domainBoard('nr_spis = <64>;') },
  ],
  each: eachDomain,
  checkEach({ node, capabilities }, _input, report) {
    const property = node.node.properties.get('nr_spis');
    if (!capabilities.isHardware || property === undefined) return;
    report({
      at: property.at,
      node: node.path,
      message:
        'the hardware domain cannot have nr_spis, it gets the interrupts of the host: Xen panics',
      fixes: removePropertyFix(property),
    });
  },
});
