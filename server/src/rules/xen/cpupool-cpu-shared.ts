/** One CPU in two pools. */
import type { DtNode } from '../../tree/dt-node';
import { defineRule } from '../rule';
import { mark } from './example-board';
import { cpuBoard, pool } from './example-cpupool';

const board = (second: string) =>
  cpuBoard(`${pool('pool1', 'cpupool-cpus = <&cpu0>;')}
${pool('pool2', `cpupool-cpus = <${second}>;`)}`);

export const cpupoolCpuShared = defineRule({
  id: 'xen/cpupool-cpu-shared',
  severity: 'error',
  summary: 'A CPU is in two pools, or twice in one.',
  why: 'Each CPU belongs to one pool: Xen panics.',
  source: 'Xen common/sched/boot-cpupool.c: btcpupools_dtb_parse',
  since: '4.17',
  requires: ['xen/cpupool-not-built'],
  reader: 'xen',
  examples: [
    { title: 'cpu0 twice', dts: mark(board('&cpu0'), '&cpu0', 'cpu0 is in pool1 already') },
    { title: 'Each once', dts: board('&cpu1') },
  ],
  check({ model }, report) {
    const pools = new Map<DtNode, string>();
    for (const { node, cpus } of model.cpupools)
      for (const cpu of cpus ?? []) {
        if (cpu.node === undefined) continue;
        const first = pools.get(cpu.node);
        pools.set(cpu.node, first ?? node.node.name);
        if (first === undefined) continue;
        report({
          at: cpu.at,
          node: node.path,
          message: `${cpu.node.name} is in ${first} already: Xen panics`,
        });
      }
  },
});
