/** Static memory of a hardware domain that is not direct-mapped. */
import { defineRule } from '../rule';
import { eachDomain } from '../xen-items';
import { domainBoard } from './example-board';

export const hwdomStaticMemUnused = defineRule({
  id: 'xen/hwdom-static-mem-unused',
  severity: 'warning',
  summary: 'The hardware domain has xen,static-mem without direct-map.',
  why: 'Xen reserves the range but takes the memory of the hardware domain from the heap: the range is lost.',
  source: 'Xen arch/arm/domain_build.c: construct_hwdom',
  since: '4.21',
  reader: 'xen',
  examples: [
    {
      title: 'Reserved for nothing',
      dts: domainBoard(`
        capabilities = <0x2>;
        xen,static-mem = <0x60000000 0x4000000>;
      //^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ reserved, but not used
      `),
    },
    {
      title: 'Direct-mapped',
      dts: domainBoard(
        'capabilities = <0x2>;\nxen,static-mem = <0x60000000 0x4000000>;\ndirect-map;',
      ),
    },
  ],
  each: eachDomain,
  checkEach({ node, capabilities, isDirectMap, staticMem }, _input, report) {
    if (!capabilities.isHardware || isDirectMap || staticMem === undefined) return;
    report({
      at: staticMem.property.at,
      node: node.path,
      message: `xen,static-mem of the hardware domain is reserved, but not used: its memory comes from the heap`,
    });
  },
});
