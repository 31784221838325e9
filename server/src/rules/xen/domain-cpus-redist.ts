/** More vCPUs than the redistributors of the board. */
import { isSince } from '../../model/target';
import type { DeviceTree } from '../../tree/dt-node';
import { treeFact } from '../../tree/fact';
import { inheritedCells } from '../../memory/cells';
import { readReg } from '../../memory/reg';
import { rootOf, walk, type NodeRef } from '../../tree/node-ref';
import { compatiblesOf } from '../../model/node-compatibles';
import { defineRule } from '../rule';
import { eachDomain } from '../xen-items';
import { domainBoard } from './example-board';
import { versionOf } from './report-clash';

/** Two frames of 64 KiB for each CPU (Arm IHI 0069, GICv3: RD_base and SGI_base). */
const bytesOfOne = 0x20000n;
const gic = (size: string) => `interrupt-controller@8000000 {
    compatible = "arm,gic-v3";
    reg = <0x8000000 0x10000>, <0x80a0000 ${size}>;
};`;
const direct = 'xen,static-mem = <0x60000000 0x4000000>;\ndirect-map;';

export const domainCpusRedist = defineRule({
  id: 'xen/domain-cpus-redist',
  severity: 'error',
  summary: 'A direct-mapped domain has more vCPUs than the GICv3 of the board has redistributors.',
  why: "A direct-mapped domain sees the redistributors at the board's addresses, 128 KiB for each vCPU. Xen 4.22 and later panic when they do not suffice; earlier releases give the guest fewer vCPUs than its tree lists.",
  source: 'Xen arch/arm/vgic-v3.c: vgic_v3_vcpu_init; domain_build.c: construct_domain',
  requires: ['xen/domain-cpus-limit'],
  reader: 'xen',
  examples: [
    {
      title: 'Three vCPUs, room for two',
      dts: domainBoard(
        `
        cpus = <3>;
      //^^^^^^^^^^^ the board has redistributors for 2
        ${direct}
      `,
        { without: ['cpus'], elsewhere: gic('0x40000') },
      ),
    },
    {
      title: 'Two vCPUs',
      dts: domainBoard(`cpus = <2>;\n${direct}`, {
        without: ['cpus'],
        elsewhere: gic('0x40000'),
      }),
    },
  ],
  each: eachDomain,
  checkEach({ node, cpus, isDirectMap, capabilities }, input, report) {
    if (cpus.state !== 'value' || !(isDirectMap || capabilities.isHardware)) return;
    const most = redistributorsOf(input.tree);
    if (most === undefined || cpus.value <= most) return;
    const isPanic = isSince(versionOf(input), '4.22');
    report({
      at: cpus.property.at,
      node: node.path,
      ...(!isPanic && { severity: 'warning' }),
      message: `${node.node.name} asks for ${cpus.value} vCPUs and sees the interrupt controller of the board, the board has redistributors for ${most}: Xen ${isPanic ? 'panics' : 'gives it no more'}`,
    });
  },
});

/** For how many CPUs; undefined when no GICv3 says so. */
const redistributorsOf = treeFact((tree: DeviceTree): number | undefined => {
  const node = gicOf(tree);
  const property = node?.node.properties.get('reg');
  const cells = node?.parent && inheritedCells(tree, node.parent);
  if (property === undefined || cells === undefined) return undefined;
  const [, ...frames] = readReg(tree, property, cells)?.entries ?? [];
  const sizes = frames.map((it) => it?.size).filter((it) => it !== undefined);
  if (sizes.length === 0 || sizes.length !== frames.length) return undefined;
  return Number(sizes.reduce((sum, it) => sum + it / bytesOfOne, 0n));
});

function gicOf(tree: DeviceTree): NodeRef | undefined {
  for (const node of walk(rootOf(tree)))
    if (compatiblesOf(tree, node).includes('arm,gic-v3')) return node;
  return undefined;
}
