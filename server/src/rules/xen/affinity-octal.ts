/** A number with a leading zero in `hard-affinity`. */
import { defineRule } from '../rule';
import { eachDomain } from '../xen-items';
import { domainBoard } from './example-board';
import { setStringsFix } from '../make-fix';
import { vcpuAffinitiesOf } from './vcpu-affinities';

export const affinityOctal = defineRule({
  id: 'xen/affinity-octal',
  severity: 'warning',
  summary: 'A number in hard-affinity has a leading zero.',
  why: 'Xen reads it as octal: "010" is CPU 8, and "08" ends at the 8 and is CPU 0.',
  source: 'Xen lib/strtoul.c: simple_strtoul',
  since: '4.21',
  reader: 'xen',
  examples: [
    {
      title: 'Two digits',
      dts: domainBoard(`
        vcpu0 {
            compatible = "xen,vcpu";
            id = <0>;
            hard-affinity = "02";
          //^^^^^^^^^^^^^^^^^^^^^ a leading zero means octal
        };`),
      fixed: domainBoard(`
        vcpu0 {
            compatible = "xen,vcpu";
            id = <0>;
            hard-affinity = "2";
        };`),
    },
    {
      title: 'Zero itself',
      dts: domainBoard('vcpu0 { compatible = "xen,vcpu"; id = <0>; hard-affinity = "0"; };'),
    },
  ],
  each: eachDomain,
  checkEach(domain, { tree }, report) {
    for (const { vcpu, property, text } of vcpuAffinitiesOf(tree, domain)) {
      const decimal = text.replace(/\b0+(?=\d)/g, '');
      if (decimal === text) continue;
      report({
        at: property.at,
        node: vcpu.path,
        message: `a leading zero means octal to Xen: write "${decimal}"`,
        fixes: setStringsFix(`Change to "${decimal}"`, property, [decimal]),
      });
    }
  },
});
