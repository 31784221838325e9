/** A scheduler that Xen does not have. */
import { defineRule } from '../rule';
import { eachCpupool } from '../xen-items';
import { nearestName } from '../nearest-name';
import { mark } from './example-board';
import { cpuBoard, pool } from './example-cpupool';
import { setStringsFix } from '../make-fix';

const schedulers = ['credit', 'credit2', 'rtds', 'null', 'arinc653'];
const board = (name: string) =>
  cpuBoard(pool('pool', `cpupool-cpus = <&cpu0>;\ncpupool-sched = "${name}";`));

export const cpupoolSchedUnknown = defineRule({
  id: 'xen/cpupool-sched-unknown',
  severity: 'error',
  summary: 'cpupool-sched is no scheduler of Xen.',
  why: 'Xen compares whole names in lower case with the schedulers that are built in, and panics.',
  source: 'Xen common/sched/boot-cpupool.c: check_and_get_sched_id',
  since: '4.17',
  requires: ['xen/cpupool-not-built', 'xen/string-prop-as-cells'],
  reader: 'xen',
  examples: [
    {
      title: 'Upper case',
      dts: mark(board('nul'), 'cpupool-sched = "nul";', 'Xen has no scheduler "nul"'),
      fixed: board('null'),
    },
    { title: 'A scheduler', dts: board('null') },
  ],
  each: eachCpupool,
  checkEach({ node, scheduler }, _input, report) {
    const property = node.node.properties.get('cpupool-sched');
    if (scheduler === undefined || property === undefined || schedulers.includes(scheduler)) return;
    const meant =
      nearestName(scheduler.toLowerCase(), schedulers) ??
      schedulers.find((it) => it === scheduler.toLowerCase());
    report({
      at: property.at,
      node: node.path,
      message: `Xen has no scheduler "${scheduler}" (known are ${schedulers.join(', ')}): it panics`,
      fixes: meant ? setStringsFix(`Change to "${meant}"`, property, [meant]) : [],
    });
  },
});
