/** A vCPU that the domain does not have. */
import { readU32 } from '../../model/xen-property';
import { defineRule } from '../rule';
import { eachDomain } from '../xen-items';
import { domainBoard } from './example-board';

export const vcpuIdRange = defineRule({
  id: 'xen/vcpu-id-range',
  severity: 'error',
  summary: 'The id of a vCPU node is not below the cpus of the domain.',
  why: 'Xen panics: "Invalid vcpu_id". The first vCPU is 0.',
  source: 'Xen common/device-tree/dom0less-build.c: domain_vcpu_affinity',
  since: '4.21',
  reader: 'xen',
  examples: [
    {
      title: 'Counted from 1',
      dts: domainBoard(`
        vcpu1 {
            compatible = "xen,vcpu";
            id = <1>;
          //^^^^^^^^^ so id is 0
            hard-affinity = "0";
        };`),
    },
    {
      title: 'Counted from 0',
      dts: domainBoard('vcpu0 { compatible = "xen,vcpu"; id = <0>; hard-affinity = "0"; };'),
    },
  ],
  each: eachDomain,
  checkEach({ node, cpus, vcpus }, { tree }, report) {
    for (const vcpu of vcpus) {
      const id = readU32(tree, vcpu, 'id');
      if (id.state !== 'value' || cpus.state !== 'value' || id.value < cpus.value) continue;
      const expected = cpus.value === 1 ? '0' : `0 to ${cpus.value - 1}`;
      report({
        at: id.property.at,
        node: vcpu.path,
        message: `vCPU id ${id.value} is out of range: ${node.node.name} has ${cpus.value} vCPU${cpus.value === 1 ? '' : 's'}, so id is ${expected}; Xen panics`,
        related: [{ at: cpus.property.at, message: `the number of vCPUs of ${node.node.name}` }],
      });
    }
  },
});
