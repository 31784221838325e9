/** Two properties give one node two phandles. */
import { cellsOf } from '../../tree/value';
import { defineRule } from '../rule';
import { dom0Board, mark } from './example-board';

const board = (old: string) => dom0Board('', `clock { phandle = <1>; linux,phandle = <${old}>; };`);

export const hostPhandleSplit = defineRule({
  id: 'xen/host-phandle-split',
  severity: 'warning',
  summary: 'phandle and linux,phandle of a node differ.',
  why: 'Xen takes the one that it meets first. References that were made with the other lead nowhere, or to another node.',
  source: 'Xen common/device-tree/device-tree.c: unflatten_dt_node',
  reader: 'xen',
  examples: [
    { title: 'Two numbers', dts: mark(board('2'), 'linux,phandle = <2>;', 'phandle is 1') },
    { title: 'The same number', dts: board('1') },
  ],
  on: ['linux,phandle'],
  checkNode({ node, path }, { tree, model }, report) {
    const [now, old] = ['phandle', 'linux,phandle'].map((it) => node.properties.get(it));
    if (now === undefined || old === undefined || !model.isXenBoot) return;
    const [a, b] = [now, old].map((it) => cellsOf(tree, it)?.[0]?.value);
    if (a === undefined || b === undefined || a === b) return;
    report({
      at: old.at,
      node: path,
      message: `linux,phandle is ${b}, phandle is ${a}: Xen takes the first of the two, and references to the other lead elsewhere; remove linux,phandle`,
      related: [{ at: now.at, message: 'phandle' }],
    });
  },
});
