/** A pool lists CPUs of another type than the first one. */
import { cpusOf } from '../../model/cpupool';
import { compatiblesOf } from '../../model/node-compatibles';
import type { DeviceTree, DtNode } from '../../tree/dt-node';
import { treeFact } from '../../tree/fact';
import { defineRule } from '../rule';
import { eachCpupool } from '../xen-items';
import { mark } from './example-board';
import { cpuBoard, pool } from './example-cpupool';

const board = cpuBoard(pool('pool', 'cpupool-cpus = <&cpu1>;'));
const bigLittle = board.replace(/(cpu1: [^]*?)cortex-a53/, '$1cortex-a72');

export const cpupoolCpuOffline = defineRule({
  id: 'xen/cpupool-cpu-offline',
  severity: 'warning',
  summary: 'A CPU pool lists CPUs of another type than the boot CPU, without hmp-unsafe.',
  why: 'Xen brings up only CPUs like the one that it boots on, unless its command line has hmp-unsafe, and panics over a pool with a CPU that is off. The boot CPU is usually the first of /cpus.',
  source:
    'Xen docs/misc/arm/big.LITTLE.txt; common/sched/boot-cpupool.c: btcpupools_allocate_pools',
  since: '4.17',
  requires: ['xen/cpupool-not-built'],
  reader: 'xen',
  examples: [
    { title: 'A big core', dts: mark(bigLittle, '&cpu1', 'another type than cpu0') },
    { title: 'Cores of one type', dts: board },
  ],
  each: eachCpupool,
  checkEach({ node, cpus }, { tree, model }, report) {
    if (model.commandLine?.text.includes('hmp-unsafe') === true) return;
    const types = cpuTypesOf(tree);
    const [boot] = cpusOf(tree);
    if (boot === undefined) return;
    for (const cpu of cpus ?? []) {
      const type = cpu.node && types.get(cpu.node);
      if (cpu.node === undefined || type === undefined || type === types.get(boot.node)) continue;
      report({
        at: cpu.at,
        node: node.path,
        message: `${cpu.node.name} is a ${type}, another type than ${boot.node.name}: without hmp-unsafe on its command line Xen does not bring it up, and panics over ${node.node.name}`,
      });
    }
  },
});

/** The first compatible of each CPU. */
const cpuTypesOf = treeFact(
  (tree: DeviceTree): ReadonlyMap<DtNode, string | undefined> =>
    new Map(cpusOf(tree).map((it) => [it.node, compatiblesOf(tree, it)[0]])),
);
