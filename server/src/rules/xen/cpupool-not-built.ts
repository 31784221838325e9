/** CPU pools, and a Xen without them. */
import { isOff } from '../../model/board';
import { defineRule } from '../rule';
import { eachCpupoolNode } from '../xen-items';
import { mark } from './example-board';
import { cpuBoard, pool } from './example-cpupool';

const board = { options: { BOOT_TIME_CPUPOOLS: false } };
const pools = cpuBoard(pool('pool', 'cpupool-cpus = <&cpu0 &cpu1>;'));

export const cpupoolNotBuilt = defineRule({
  id: 'xen/cpupool-not-built',
  severity: 'warning',
  summary: 'There is a CPU pool, and Xen is built without BOOT_TIME_CPUPOOLS.',
  why: 'Such a Xen ignores pools and domain-cpupool: all CPUs are in one pool, and every domain runs there.',
  source: 'Xen include/xen/sched.h: btcpupools_allocate_pools',
  since: '4.17',
  reader: 'xen',
  examples: [
    { title: 'Not built', board, dts: mark(pools, 'pool {', 'is ignored', 4) },
    { title: 'Built', board: { options: { BOOT_TIME_CPUPOOLS: true } }, dts: pools },
  ],
  each: eachCpupoolNode,
  checkEach({ node, path }, { board = {} }, report) {
    if (!isOff(board, 'BOOT_TIME_CPUPOOLS')) return;
    report({
      at: node.at,
      node: path,
      message: `${node.name} is ignored: Xen is built without BOOT_TIME_CPUPOOLS and has one pool alone`,
    });
  },
});
