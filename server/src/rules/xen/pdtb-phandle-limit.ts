/** A guest's own tree uses a phandle that Xen needs. */
import { partialTreeOf } from '../../model/partial-tree';
import { cellsOf } from '../../tree/value';
import { defineRule } from '../rule';
import { mark } from './example-board';
import { partialTree, soundPath, soundReg } from './example-partial';

const most = 64998;
const board = (phandle: number) =>
  partialTree({ device: `phandle = <${phandle}>;\n${soundReg}\n${soundPath}` });

export const pdtbPhandleLimit = defineRule({
  id: 'xen/pdtb-phandle-limit',
  severity: 'error',
  summary: `A phandle of a guest's own tree is above ${most}.`,
  why: 'Xen numbers the nodes that it makes for the guest from 65000 on and panics when the tree comes near.',
  source: 'Xen common/device-tree/dom0less-build.c: domain_handle_dtb_boot_module',
  since: '4.22',
  reader: 'xen',
  examples: [
    {
      title: 'A high number',
      dts: mark(board(65000), 'phandle = <65000>;', `at most ${most}`),
    },
    { title: 'A low number', dts: board(7) },
  ],
  on: ['phandle', 'linux,phandle'],
  checkNode({ node, path }, { tree }, report) {
    const property = node.properties.get('phandle') ?? node.properties.get('linux,phandle');
    const value = property && cellsOf(tree, property)?.[0]?.value;
    if (property === undefined || value === undefined || value <= most) return;
    if (partialTreeOf(tree) === undefined) return;
    report({
      at: property.at,
      node: path,
      message: `phandle ${value} is at most ${most} in a guest's own tree: Xen numbers its own nodes from 65000 on and panics`,
    });
  },
});
