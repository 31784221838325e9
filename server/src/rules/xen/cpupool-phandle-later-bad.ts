/** A CPU in the list of a pool that does not exist. */
import { defineRule } from '../rule';
import { eachCpupool } from '../xen-items';
import { mark } from './example-board';
import { cpuBoard, pool } from './example-cpupool';

const board = (list: string) => cpuBoard(pool('pool', `cpupool-cpus = <${list}>;`));

export const cpupoolPhandleLaterBad = defineRule({
  id: 'xen/cpupool-phandle-later-bad',
  severity: 'error',
  summary: 'A later CPU of a pool does not exist.',
  why: 'The list ends there without a word: the CPUs that follow go to the pool of the rest.',
  source: 'Xen common/sched/boot-cpupool.c: btcpupools_dtb_parse',
  since: '4.17',
  requires: ['xen/cpupool-not-built'],
  reader: 'xen',
  examples: [
    {
      title: 'A number that nobody has',
      dts: mark(board('&cpu0 99 &cpu1'), '99', 'the list ends here'),
    },
    { title: 'CPUs', dts: board('&cpu0 &cpu1') },
  ],
  each: eachCpupool,
  checkEach({ node, cpus }, { isFragment }, report) {
    if (isFragment) return;
    const bad = cpus?.slice(1).find((it) => it.phandle !== undefined && it.node === undefined);
    if (bad === undefined || cpus?.[0]?.node === undefined) return;
    report({
      at: bad.at,
      node: node.path,
      message: `no node has phandle ${bad.phandle ?? 0}: for Xen the list ends here, and ${node.node.name} loses the CPUs that follow`,
    });
  },
});
