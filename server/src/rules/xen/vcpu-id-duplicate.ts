/** Two nodes for one vCPU: the last one counts. */
import { readU32, valueOf } from '../../model/xen-property';
import { defineRule } from '../rule';
import { eachDomain } from '../xen-items';
import { domainBoard } from './example-board';

export const vcpuIdDuplicate = defineRule({
  id: 'xen/vcpu-id-duplicate',
  severity: 'warning',
  summary: 'Two vCPU nodes of a domain have the same id.',
  why: 'The last one wins without a word.',
  source: 'Xen common/device-tree/dom0less-build.c: domain_vcpu_affinity',
  since: '4.21',
  reader: 'xen',
  examples: [
    {
      title: 'The same vCPU twice',
      dts: domainBoard(`
        vcpu0 { compatible = "xen,vcpu"; id = <0>; hard-affinity = "0"; };
        vcpu1 { compatible = "xen,vcpu"; id = <0>; hard-affinity = "1"; };
                                       //^^^^^^^^^ vcpu0 describes vCPU 0 already
      `),
    },
    {
      title: 'Two vCPUs',
      dts: domainBoard(`
        vcpu0 { compatible = "xen,vcpu"; id = <0>; hard-affinity = "0"; };
        vcpu1 { compatible = "xen,vcpu"; id = <1>; hard-affinity = "1"; };`),
    },
  ],
  each: eachDomain,
  checkEach({ vcpus }, { tree }, report) {
    const byId = new Map<number, string>();
    for (const { node, path } of vcpus) {
      const property = node.properties.get('id');
      const id = valueOf(readU32(tree, { node, path, depth: 0 }, 'id'));
      if (id === undefined || property === undefined) continue;
      const first = byId.get(id);
      byId.set(id, first ?? node.name);
      if (first !== undefined)
        report({
          at: property.at,
          node: path,
          message: `${first} describes vCPU ${id} already: the last node counts`,
        });
    }
  },
});
