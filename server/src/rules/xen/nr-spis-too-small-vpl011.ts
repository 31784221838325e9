/** No interrupt line for the emulated UART. */
import { readU32, valueOf } from '../../model/xen-property';
import { defineRule } from '../rule';
import { eachDomain } from '../xen-items';
import { domainBoard } from './example-board';
import { setValueFix } from '../make-fix';

export const nrSpisTooSmallVpl011 = defineRule({
  id: 'xen/nr-spis-too-small-vpl011',
  severity: 'error',
  summary: 'A domain with vpl011 has nr_spis = <0>.',
  why: 'The emulated UART needs SPI 0: Xen panics when it creates it.',
  source: 'Xen arch/arm/vpl011.c: domain_vpl011_init',
  since: '4.13',
  requires: ['xen/u32-prop-two-cells', 'xen/hwdom-nr-spis'],
  reader: 'xen',
  examples: [
    {
      title: 'No line at all',
      dts: domainBoard(`
        vpl011;
        nr_spis = <0>;
      //^^^^^^^^^^^^^^ vpl011 needs SPI 0
      `),
      fixed: domainBoard('vpl011;\nnr_spis = <32>;'),
    },
    { title: 'One block of lines', dts: domainBoard('vpl011;\nnr_spis = <32>;') },
  ],
  each: eachDomain,
  checkEach({ node }, { tree }, report) {
    const property = node.node.properties.get('nr_spis');
    if (property === undefined || !node.node.properties.has('vpl011')) return;
    if (valueOf(readU32(tree, node, 'nr_spis')) !== 0) return;
    report({
      at: property.at,
      node: node.path,
      message: `vpl011 needs SPI 0, and ${node.node.name} has none: Xen panics`,
      fixes: setValueFix(property, '<32>'),
    });
  },
});
