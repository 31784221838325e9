/** A domain with more vCPUs than Xen or its interrupt controller can have. */
import type { DeviceTree } from '../../tree/dt-node';
import { treeFact } from '../../tree/fact';
import { rootOf, walk } from '../../tree/node-ref';
import { compatiblesOf } from '../../model/node-compatibles';
import { defineRule } from '../rule';
import { eachDomain } from '../xen-items';
import { domainBoard } from './example-board';

const xenLimit = 128;
const gicV2Limit = 8;
const gicV2 = ['arm,gic-400', 'arm,cortex-a15-gic', 'arm,cortex-a7-gic', 'qcom,msm-qgic2'];
const gicV3 = 'arm,gic-v3';

export const domainCpusLimit = defineRule({
  id: 'xen/domain-cpus-limit',
  severity: 'error',
  summary: `A domain has more than ${xenLimit} vCPUs, or more than ${gicV2Limit} on a board with a GICv2.`,
  why: 'Xen refuses to create the domain and panics. A GICv2 can address eight CPUs, and a guest has an interrupt controller of the version of the board.',
  source: 'Xen arch/arm/domain.c: arch_sanitise_domain_config; include/asm/config.h: MAX_VIRT_CPUS',
  requires: ['xen/u32-prop-two-cells'],
  reader: 'xen',
  examples: [
    {
      title: 'More than Xen supports',
      dts: domainBoard(
        `
        cpus = <129>;
      //^^^^^^^^^^^^^ at most 128
      `,
        { without: ['cpus'] },
      ),
    },
    {
      title: 'More than a GICv2 can address',
      dts: domainBoard(
        `
        cpus = <9>;
      //^^^^^^^^^^^ at most 8
      `,
        { without: ['cpus'], elsewhere: 'interrupt-controller { compatible = "arm,gic-400"; };' },
      ),
    },
    {
      title: 'More than the board has is fine',
      dts: domainBoard('cpus = <128>;', { without: ['cpus'] }),
    },
  ],
  each: eachDomain,
  checkEach({ node, cpus }, { tree }, report) {
    if (cpus.state !== 'value' || cpus.value <= gicV2Limit) return;
    const limit = cpus.value > xenLimit || !hasOnlyGicV2(tree) ? xenLimit : gicV2Limit;
    if (cpus.value <= limit) return;
    const reason = limit === gicV2Limit ? 'the GICv2 of the board' : 'Xen';
    report({
      at: cpus.property.at,
      node: node.path,
      message: `${node.node.name} asks for ${cpus.value} vCPUs, ${reason} supports at most ${limit}: Xen panics`,
    });
  },
});

const hasOnlyGicV2 = treeFact((tree: DeviceTree): boolean => {
  let isV2 = false;
  for (const node of walk(rootOf(tree))) {
    const compatibles = compatiblesOf(tree, node);
    if (compatibles.includes(gicV3)) return false;
    isV2 ||= compatibles.some((it) => gicV2.includes(it));
  }
  return isV2;
});
