/** A value of `xen,sci_type` that Xen does not know. */
import { readString } from '../../model/xen-property';
import { defineRule } from '../rule';
import { eachDomain } from '../xen-items';
import { nearestName } from '../nearest-name';
import { domainBoard } from './example-board';
import { setStringsFix } from '../make-fix';

const types = ['none', 'scmi_smc'];

export const sciTypeInvalid = defineRule({
  id: 'xen/sci-type-invalid',
  severity: 'error',
  summary: 'xen,sci_type is neither "none" nor "scmi_smc".',
  why: 'Xen panics: "Error getting SCI configuration".',
  source: 'Xen arch/arm/dom0less-build.c: domu_dt_sci_parse',
  since: '4.21',
  reader: 'xen',
  examples: [
    {
      title: 'A dash instead of an underscore',
      dts: domainBoard(`
        xen,sci_type = "scmi-smc";
      //^^^^^^^^^^^^^^^^^^^^^^^^^^ "scmi-smc" is no SCI type
      `),
      fixed: domainBoard('xen,sci_type = "scmi_smc";'),
    },
    { title: 'Forwarded by SMC', dts: domainBoard('xen,sci_type = "scmi_smc";') },
  ],
  each: eachDomain,
  checkEach({ node }, { tree }, report) {
    const reading = readString(tree, node, 'xen,sci_type');
    if (reading.state === 'absent' || reading.state === 'unknown') return;
    const text = reading.state === 'value' ? reading.value : '';
    if (types.includes(text)) return;
    const meant = nearestName(text, types);
    report({
      at: reading.property.at,
      node: node.path,
      message: `"${text}" is no SCI type (known are "none" and "scmi_smc"): Xen panics`,
      fixes: meant ? setStringsFix(`Change to "${meant}"`, reading.property, [meant]) : [],
    });
  },
});
