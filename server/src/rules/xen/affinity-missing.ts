/** A vCPU node that says nothing about the vCPU. */
import { defineRule } from '../rule';
import { eachDomain } from '../xen-items';
import { domainBoard } from './example-board';

export const affinityMissing = defineRule({
  id: 'xen/affinity-missing',
  severity: 'hint',
  summary: 'A vCPU node has no hard-affinity.',
  why: 'Nothing else of the node is read: it has no effect.',
  source: 'Xen common/device-tree/dom0less-build.c: domain_vcpu_affinity',
  since: '4.21',
  reader: 'xen',
  examples: [
    {
      title: 'Only an id',
      dts: domainBoard(`
        vcpu0 { compatible = "xen,vcpu"; id = <0>; };
      //^^^^^ has no effect
      `),
    },
    {
      title: 'An affinity',
      dts: domainBoard('vcpu0 { compatible = "xen,vcpu"; id = <0>; hard-affinity = "0"; };'),
    },
  ],
  each: eachDomain,
  checkEach({ vcpus }, { isFragment }, report) {
    if (isFragment) return;
    for (const { node, path } of vcpus)
      if (!node.properties.has('hard-affinity'))
        report({
          at: node.at,
          node: path,
          message: `${node.name} has no effect without hard-affinity`,
          tags: ['unnecessary'],
        });
  },
});
