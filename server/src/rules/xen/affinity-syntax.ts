/** Something in `hard-affinity` that Xen does not read. */
import { defineRule } from '../rule';
import { eachDomain } from '../xen-items';
import { domainBoard } from './example-board';
import { setStringsFix } from '../make-fix';
import { vcpuAffinitiesOf } from './vcpu-affinities';

export const affinitySyntax = defineRule({
  id: 'xen/affinity-syntax',
  severity: 'error',
  summary: 'hard-affinity is not a list of numbers and ranges.',
  why: 'Xen stops reading at the first other character without a word, and takes CPU 0 where a number is missing: "2, 3" means CPUs 2 and 0, "all" means CPU 0.',
  source: 'Xen common/device-tree/dom0less-build.c: domain_vcpu_affinity; lib/strtoul.c',
  since: '4.21',
  requires: ['xen/affinity-octal'],
  reader: 'xen',
  examples: [
    {
      title: 'A blank after the comma',
      dts: domainBoard(`
        vcpu0 {
            compatible = "xen,vcpu";
            id = <0>;
            hard-affinity = "2, 3";
          //^^^^^^^^^^^^^^^^^^^^^^^ Xen reads CPUs 2, 0
        };`),
      fixed: domainBoard(`
        vcpu0 {
            compatible = "xen,vcpu";
            id = <0>;
            hard-affinity = "2,3";
        };`),
    },
    {
      title: 'Numbers and a range',
      dts: domainBoard('vcpu0 { compatible = "xen,vcpu"; id = <0>; hard-affinity = "0,2-3"; };'),
    },
  ],
  each: eachDomain,
  checkEach(domain, { tree }, report) {
    for (const { vcpu, property, text, ranges, unread, hasGap } of vcpuAffinitiesOf(tree, domain)) {
      if (text === '' || (unread === '' && !hasGap)) continue;
      const read = ranges.map((it) =>
        it.first === it.last ? `${it.first}` : `${it.first}-${it.last}`,
      );
      const clean = text.replace(/\s+/g, '').replace(/,$/, '');
      report({
        at: property.at,
        node: vcpu.path,
        message: `"${text}" is not a list of numbers and ranges: Xen reads CPU${read.length === 1 ? '' : 's'} ${read.join(', ')} and stops${unread === '' ? '' : ` at "${unread}"`}`,
        fixes: /^\d+(-\d+)?(,\d+(-\d+)?)*$/.test(clean)
          ? setStringsFix(`Change to "${clean}"`, property, [clean])
          : [],
      });
    }
  },
});
