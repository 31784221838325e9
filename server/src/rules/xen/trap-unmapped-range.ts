/** `trap-unmapped-accesses` is neither 0 nor 1. */
import { readU32 } from '../../model/xen-property';
import { defineRule } from '../rule';
import { eachDomain } from '../xen-items';
import { domainBoard } from './example-board';
import { setValueFix } from '../make-fix';

export const trapUnmappedRange = defineRule({
  id: 'xen/trap-unmapped-range',
  severity: 'error',
  summary: 'trap-unmapped-accesses is neither 0 nor 1.',
  why: 'Xen panics: "supported values are 0 or 1".',
  source: 'Xen arch/arm/dom0less-build.c: arch_parse_dom0less_node',
  since: '4.21',
  requires: ['xen/u32-prop-two-cells'],
  reader: 'xen',
  examples: [
    {
      title: 'Two',
      dts: domainBoard(`
        trap-unmapped-accesses = <2>;
      //^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ neither 0 nor 1
      `),
      fixed: domainBoard('trap-unmapped-accesses = <1>;'),
    },
    { title: 'Off', dts: domainBoard('trap-unmapped-accesses = <0>;') },
  ],
  each: eachDomain,
  checkEach({ node }, { tree }, report) {
    const reading = readU32(tree, node, 'trap-unmapped-accesses');
    if (reading.state !== 'value' || reading.value <= 1) return;
    report({
      at: reading.property.at,
      node: node.path,
      message: `trap-unmapped-accesses is ${reading.value}, neither 0 nor 1: Xen panics`,
      fixes: setValueFix(reading.property, '<1>'),
    });
  },
});
