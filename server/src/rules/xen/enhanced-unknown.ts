/** A value of `xen,enhanced` that Xen does not know: the interface is off. */
import { isSince } from '../../model/target';
import { readString } from '../../model/xen-property';
import { defineRule } from '../rule';
import { eachDomain } from '../xen-items';
import { nearestName } from '../nearest-name';
import { domainBoard } from './example-board';
import { setStringsFix } from '../make-fix';
import { versionOf } from './report-clash';

export const enhancedUnknown = defineRule({
  id: 'xen/enhanced-unknown',
  severity: 'warning',
  summary: 'xen,enhanced has a value that Xen does not know.',
  why: 'Xen reads any other text as "disabled": the guest gets no hypervisor node, no event channels and no xenstore.',
  source: 'Xen common/device-tree/dom0less-build.c: construct_domU',
  since: '4.17',
  requires: ['xen/string-prop-as-cells'],
  reader: 'xen',
  examples: [
    {
      title: 'A misspelt value',
      dts: domainBoard(`
        xen,enhanced = "no-xenstor";
      //^^^^^^^^^^^^^^^^^^^^^^^^^^^^ counts as "disabled"
      `),
      fixed: domainBoard('xen,enhanced = "no-xenstore";'),
    },
    { title: 'A known value', dts: domainBoard('xen,enhanced = "no-xenstore";') },
  ],
  each: eachDomain,
  checkEach({ node }, input, report) {
    const values = ['enabled', 'no-xenstore', 'disabled'];
    if (isSince(versionOf(input), '4.21')) values.push('legacy');
    const reading = readString(input.tree, node, 'xen,enhanced');
    if (reading.state !== 'value' || values.includes(reading.value) || reading.value === '') return;
    const meant = nearestName(reading.value, values);
    report({
      at: reading.property.at,
      node: node.path,
      message: `"${reading.value}" counts as "disabled": Xen knows ${values.map((it) => `"${it}"`).join(', ')}`,
      fixes: meant ? setStringsFix(`Change to "${meant}"`, reading.property, [meant]) : [],
    });
  },
});
