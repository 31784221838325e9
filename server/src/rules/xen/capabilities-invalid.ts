/** Bits of `capabilities` that Xen does not know. */
import { readU32 } from '../../model/xen-property';
import { defineRule } from '../rule';
import { eachDomain } from '../xen-items';
import { domainBoard } from './example-board';
import { setValueFix } from '../make-fix';

const known = 0x7;

export const capabilitiesInvalid = defineRule({
  id: 'xen/capabilities-invalid',
  severity: 'error',
  summary: 'The capabilities of a domain have bits that Xen does not know.',
  why: 'Xen knows 0x1 (control), 0x2 (hardware) and 0x4 (xenstore), and panics over others.',
  source: 'Xen common/device-tree/dom0less-bindings.c: parse_dom0less_node',
  since: '4.21',
  reader: 'xen',
  examples: [
    {
      title: 'A fourth bit',
      dts: domainBoard(`
        capabilities = <0x9>;
      //^^^^^^^^^^^^^^^^^^^^^ 0x8 is no capability
      `),
      fixed: domainBoard('capabilities = <0x1>;'),
    },
    { title: 'A control domain', dts: domainBoard('capabilities = <0x1>;') },
  ],
  each: eachDomain,
  checkEach({ node }, { tree }, report) {
    const reading = readU32(tree, node, 'capabilities');
    if (reading.state !== 'value') return;
    const unknown = (reading.value & ~known) >>> 0;
    if (unknown === 0) return;
    report({
      at: reading.property.at,
      node: node.path,
      message: `0x${unknown.toString(16)} is no capability (0x1 control, 0x2 hardware, 0x4 xenstore): Xen panics`,
      fixes: setValueFix(reading.property, `<0x${(reading.value & known).toString(16)}>`),
    });
  },
});
