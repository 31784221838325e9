/** A vCPU node without `id`. */
import { defineRule } from '../rule';
import { eachDomain } from '../xen-items';
import { domainBoard } from './example-board';
import { addPropertyFix } from '../make-fix';

export const vcpuIdMissing = defineRule({
  id: 'xen/vcpu-id-missing',
  severity: 'error',
  summary: 'A vCPU node has no id.',
  why: 'Xen panics: it does not know which vCPU is meant.',
  source: 'Xen common/device-tree/dom0less-build.c: domain_vcpu_affinity',
  since: '4.21',
  reader: 'xen',
  examples: [
    {
      title: 'No id',
      dts: domainBoard(`
        vcpu0 {
      //^^^^^ has no id
            compatible = "xen,vcpu";
            hard-affinity = "0";
        };`),
      fixed: domainBoard(`
        vcpu0 {
            id = <0>;
            compatible = "xen,vcpu";
            hard-affinity = "0";
        };`),
    },
    {
      title: 'An id',
      dts: domainBoard('vcpu0 { compatible = "xen,vcpu"; id = <0>; hard-affinity = "0"; };'),
    },
  ],
  each: eachDomain,
  checkEach({ vcpus }, { isFragment }, report) {
    if (isFragment) return;
    vcpus.forEach((node, i) => {
      if (node.node.properties.has('id')) return;
      report({
        at: node.node.at,
        node: node.path,
        message: `${node.node.name} has no id: Xen panics`,
        fixes: addPropertyFix(node.node, `id = <${/\d+$/.exec(node.node.name)?.[0] ?? i}>;`),
      });
    });
  },
});
