/** An affinity to CPUs that the board does not have. */
import { cpusOf } from '../../model/cpupool';
import { defineRule } from '../rule';
import { eachDomain } from '../xen-items';
import { domainBoard } from './example-board';
import { vcpuAffinitiesOf } from './vcpu-affinities';

const twoCpus = {
  elsewhere: `cpus {
    cpu0 { device_type = "cpu"; compatible = "arm,cortex-a57"; };
    cpu1 { device_type = "cpu"; compatible = "arm,cortex-a57"; };
};`,
};

export const affinityPcpuRange = defineRule({
  id: 'xen/affinity-pcpu-range',
  severity: 'error',
  summary: 'hard-affinity names a CPU that the board does not have.',
  why: 'Xen panics: "Invalid pCPU". The numbers are those that Xen gives to the CPUs: the boot CPU is 0, the others follow in the order of /cpus.',
  source: 'Xen common/device-tree/dom0less-build.c: domain_vcpu_affinity',
  since: '4.21',
  reader: 'xen',
  examples: [
    {
      title: 'Two CPUs, counted from 1',
      dts: domainBoard(
        `
        vcpu0 {
            compatible = "xen,vcpu";
            id = <0>;
            hard-affinity = "1-2";
          //^^^^^^^^^^^^^^^^^^^^^^ the board has 2 CPUs
        };`,
        twoCpus,
      ),
    },
    {
      title: 'Two CPUs, counted from 0',
      dts: domainBoard(
        'vcpu0 { compatible = "xen,vcpu"; id = <0>; hard-affinity = "0-1"; };',
        twoCpus,
      ),
    },
  ],
  each: eachDomain,
  checkEach(domain, { tree }, report) {
    for (const { vcpu, property, ranges } of vcpuAffinitiesOf(tree, domain)) {
      const count = cpusOf(tree).length;
      if (count === 0) return;
      const wrong = ranges.find((it) => it.last >= count);
      if (wrong === undefined) continue;
      report({
        at: property.at,
        node: vcpu.path,
        message: `the board has ${count} CPUs (0 to ${count - 1}), and ${domain.node.node.name} asks for CPU ${wrong.last}: Xen panics`,
      });
    }
  },
});
