/** A pool lists something that is no CPU. */
import { cpusOf } from '../../model/cpupool';
import type { DeviceTree, DtNode } from '../../tree/dt-node';
import { isSameSet, treeFact } from '../../tree/fact';
import { defineRule } from '../rule';
import { eachCpupool } from '../xen-items';
import { mark } from './example-board';
import { cpuBoard, pool } from './example-cpupool';

const board = (list: string) => cpuBoard(pool('pool', `cpupool-cpus = <${list}>;`));

export const cpupoolNotACpu = defineRule({
  id: 'xen/cpupool-not-a-cpu',
  severity: 'error',
  summary: 'A CPU pool lists a node that is no CPU.',
  why: 'Xen compares the reg of the node with those of the CPUs that it has brought up, and panics: "Error retrieving logical cpu".',
  source: 'Xen common/sched/boot-cpupool.c: get_logical_cpu_from_cpu_node',
  since: '4.17',
  requires: ['xen/cpupool-not-built'],
  reader: 'xen',
  examples: [
    { title: 'A timer', dts: mark(board('&timer'), '&timer', 'timer is no CPU') },
    { title: 'A CPU', dts: board('&cpu0') },
  ],
  each: eachCpupool,
  checkEach({ node, cpus }, { tree }, report) {
    const known = cpuNodesOf(tree);
    if (known.size === 0) return;
    for (const cpu of cpus ?? []) {
      if (cpu.node === undefined || (known.has(cpu.node) && cpu.node.properties.has('reg')))
        continue;
      const problem = known.has(cpu.node) ? 'has no reg' : 'is no CPU';
      report({
        at: cpu.at,
        node: node.path,
        message: `${cpu.node.name} ${problem}: Xen panics when it makes ${node.node.name}`,
      });
    }
  },
});

const cpuNodesOf = treeFact(
  (tree: DeviceTree): ReadonlySet<DtNode> => new Set(cpusOf(tree).map((it) => it.node)),
  isSameSet,
);
