/** CPUs that are in no pool. */
import { cpusOf } from '../../model/cpupool';
import { defineRule } from '../rule';
import { mark } from './example-board';
import { cpuBoard, pool } from './example-cpupool';

const board = (list: string) => cpuBoard(pool('pool', `cpupool-cpus = <${list}>;`));

export const cpupoolUnassigned = defineRule({
  id: 'xen/cpupool-unassigned',
  severity: 'information',
  summary: 'Some CPUs are in no pool.',
  why: 'Xen makes one more pool of them, with the default scheduler. What the source does not show: the pool with the CPU that boots becomes Pool-0, in which dom0 always runs.',
  source: 'Xen common/sched/boot-cpupool.c: btcpupools_allocate_pools',
  since: '4.17',
  requires: ['xen/cpupool-cpus-missing', 'xen/cpupool-not-a-cpu', 'xen/cpupool-phandle-later-bad'],
  reader: 'xen',
  examples: [
    {
      title: 'cpu1 is left over',
      dts: mark(board('&cpu0'), 'cpupool-cpus = <&cpu0>;', 'cpu1 is in no pool'),
    },
    { title: 'All are assigned', dts: board('&cpu0 &cpu1') },
  ],
  check({ tree, model }, report) {
    const [first] = model.cpupools;
    if (first?.property === undefined) return;
    const assigned = new Set(model.cpupools.flatMap((it) => it.cpus?.map((cpu) => cpu.node) ?? []));
    const left = cpusOf(tree).filter((it) => !assigned.has(it.node));
    if (left.length === 0) return;
    const names = left.map((it) => it.node.name).join(', ');
    report({
      at: first.property.at,
      node: first.node.path,
      message: `${names} ${left.length === 1 ? 'is' : 'are'} in no pool: Xen makes one more with the default scheduler`,
    });
  },
});
