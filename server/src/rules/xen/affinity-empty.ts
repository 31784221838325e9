/** An affinity to no CPU at all. */
import { namesCpu } from '../../model/hard-affinity';
import { defineRule } from '../rule';
import { eachDomain } from '../xen-items';
import { domainBoard } from './example-board';
import { removePropertyFix } from '../make-fix';
import { vcpuAffinitiesOf } from './vcpu-affinities';

export const affinityEmpty = defineRule({
  id: 'xen/affinity-empty',
  severity: 'error',
  summary: 'hard-affinity names no CPU.',
  why: 'An empty text, or ranges that end before they begin, leave no CPU for the vCPU to run on: Xen panics.',
  source:
    'Xen common/device-tree/dom0less-build.c: domain_vcpu_affinity; common/sched/core.c: vcpu_set_hard_affinity',
  since: '4.21',
  reader: 'xen',
  examples: [
    {
      title: 'A reversed range',
      dts: domainBoard(`
        vcpu0 {
            compatible = "xen,vcpu";
            id = <0>;
            hard-affinity = "3-1";
          //^^^^^^^^^^^^^^^^^^^^^^ names no CPU
        };`),
      fixed: domainBoard(`
        vcpu0 {
            compatible = "xen,vcpu";
            id = <0>;
        };`),
    },
    {
      title: 'A range',
      dts: domainBoard('vcpu0 { compatible = "xen,vcpu"; id = <0>; hard-affinity = "1-3"; };'),
    },
  ],
  each: eachDomain,
  checkEach(domain, { tree }, report) {
    for (const affinity of vcpuAffinitiesOf(tree, domain)) {
      const { vcpu, property, text } = affinity;
      if (namesCpu(affinity)) continue;
      report({
        at: property.at,
        node: vcpu.path,
        message: `hard-affinity "${text}" names no CPU: Xen panics`,
        fixes: removePropertyFix(property),
      });
    }
  },
});
