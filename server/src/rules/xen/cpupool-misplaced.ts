/** A CPU pool that is no direct child of /chosen. */
import { defineRule } from '../rule';
import { eachCpupoolNode } from '../xen-items';
import { dom0Board, mark } from './example-board';
import { cpuBoard, pool } from './example-cpupool';

const body = pool('pool', 'cpupool-cpus = <&cpu0>;');

export const cpupoolMisplaced = defineRule({
  id: 'xen/cpupool-misplaced',
  severity: 'error',
  summary: 'A CPU pool is not a direct child of /chosen.',
  why: 'Xen does not make it: its CPUs go to the pool of the rest, and a domain that asks for it gets the pool of its first CPU.',
  source: 'Xen common/sched/boot-cpupool.c: btcpupools_dtb_parse',
  since: '4.17',
  requires: ['xen/cpupool-not-built'],
  reader: 'xen',
  examples: [
    {
      title: 'In the root',
      dts: mark(
        dom0Board(
          '',
          `pool0 { compatible = "xen,cpupool"; cpupool-cpus = <&cpu0>; };\ncpus { cpu0: cpu0 { reg = <0>; }; };`,
        ),
        'pool0',
        'pool0 is not a direct child of /chosen',
      ),
    },
    { title: 'In /chosen', dts: cpuBoard(body) },
  ],
  each: eachCpupoolNode,
  checkEach(node, { model, isFragment }, report) {
    if (isFragment || (model.chosen !== undefined && node.parent === model.chosen)) return;
    report({
      at: node.node.at,
      node: node.path,
      message: `CPU pool ${node.node.name} is not a direct child of /chosen (it is ${node.path}): Xen does not make it`,
    });
  },
});
