/** More interrupt lines than a guest can have. */
import { readU32 } from '../../model/xen-property';
import { defineRule } from '../rule';
import { eachDomain } from '../xen-items';
import { domainBoard } from './example-board';

const most = 960;
/** With extended SPIs built in: 32 less than 4096 to 5120 interrupt ids. */
const espi = { from: 4096 - 32, to: 5120 - 32 };

export const nrSpisLimit = defineRule({
  id: 'xen/nr-spis-limit',
  severity: 'error',
  summary: `nr_spis is above ${most}.`,
  why: 'Xen rounds nr_spis up to a multiple of 32 and panics above 988, which leaves 960. Builds with extended SPIs also take 4064 to 5088.',
  source: 'Xen arch/arm/vgic.c: domain_vgic_init',
  since: '4.13',
  requires: ['xen/u32-prop-two-cells', 'xen/hwdom-nr-spis'],
  reader: 'xen',
  examples: [
    {
      title: 'One too many',
      dts: domainBoard(`
        nr_spis = <961>;
      //^^^^^^^^^^^^^^^^ at most 960
      `),
    },
    { title: 'The most', dts: domainBoard('nr_spis = <960>;') },
  ],
  each: eachDomain,
  checkEach({ node }, { tree }, report) {
    const reading = readU32(tree, node, 'nr_spis');
    if (reading.state !== 'value' || reading.value <= most) return;
    if (reading.value >= espi.from && reading.value <= espi.to) return;
    report({
      at: reading.property.at,
      node: node.path,
      message: `nr_spis is ${reading.value}, a guest can have at most ${most}: Xen panics`,
    });
  },
});
