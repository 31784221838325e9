/** A vCPU is bound to CPUs that are not in the pool of its domain. */
import { cpusOf, type Cpupool } from '../../model/cpupool';
import type { DeviceTree } from '../../tree/dt-node';
import type { NodeRef } from '../../tree/node-ref';
import { nodeOfCell } from '../../tree/phandle';
import { cellsOf } from '../../tree/value';
import { defineRule } from '../rule';
import { eachDomain } from '../xen-items';
import { domain, mark } from './example-board';
import { cpuBoard, pool } from './example-cpupool';
import { vcpuAffinitiesOf } from './vcpu-affinities';

const board = (affinity: string) =>
  cpuBoard(`${pool('pool', 'cpupool-cpus = <&cpu1>;')}
${domain(
  'domU1',
  `domain-cpupool = <&pool>;
vcpu0 {
    compatible = "xen,vcpu";
    id = <0>;
    hard-affinity = "${affinity}";
};`,
)}`);

export const affinityOutsidePool = defineRule({
  id: 'xen/affinity-outside-pool',
  severity: 'error',
  summary: "hard-affinity names only CPUs outside the domain's CPU pool.",
  why: 'The vCPU may run on no CPU at all: Xen panics. The numbers are those that Xen gives to the CPUs: the boot CPU is 0, the others follow in the order of /cpus; the rule takes the first for the boot CPU.',
  source:
    'Xen common/device-tree/dom0less-build.c: domain_vcpu_affinity; common/sched/core.c: vcpu_set_hard_affinity',
  since: '4.21',
  requires: ['xen/affinity-pcpu-range', 'xen/affinity-empty', 'xen/affinity-syntax'],
  reader: 'xen',
  examples: [
    {
      title: 'A pool of CPU 1, an affinity to CPU 0',
      dts: mark(board('0'), 'hard-affinity = "0";', 'names no CPU of cpupool pool'),
    },
    { title: 'The CPU of the pool', dts: board('1') },
  ],
  each: eachDomain,
  checkEach(item, { tree, model }, report) {
    const pool = poolOf(tree, item.node, model.cpupools);
    const numbers = pool && numbersOf(tree, pool);
    if (pool === undefined || numbers === undefined) return;
    for (const { vcpu, property, ranges, text } of vcpuAffinitiesOf(tree, item)) {
      const isInPool = numbers.some((it) => ranges.some((r) => r.first <= it && it <= r.last));
      if (isInPool || ranges.length === 0) continue;
      report({
        at: property.at,
        node: vcpu.path,
        message: `hard-affinity "${text}" names no CPU of cpupool ${pool.node.node.name} (CPU ${numbers.join(', ')}), in which ${item.node.node.name} runs: Xen panics`,
        related: [{ at: pool.node.node.at, message: 'the pool of the domain' }],
      });
    }
  },
});

function poolOf(
  tree: DeviceTree,
  { node }: NodeRef,
  pools: readonly Cpupool[],
): Cpupool | undefined {
  const property = node.properties.get('domain-cpupool');
  const target = property && nodeOfCell(tree, cellsOf(tree, property)?.[0]);
  return target && pools.find((it) => it.node.node === target);
}

/** The numbers of a pool's CPUs; undefined when one of them cannot be told. */
function numbersOf(tree: DeviceTree, { cpus }: Cpupool): readonly number[] | undefined {
  if (cpus === undefined || cpus.length === 0) return undefined;
  const all = cpusOf(tree).map((it) => it.node);
  const numbers = cpus.map(({ node }) => (node ? all.indexOf(node) : -1));
  return numbers.includes(-1) ? undefined : numbers;
}
