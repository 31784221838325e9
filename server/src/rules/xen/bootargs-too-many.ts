/** More command lines than Xen's table holds. */
import { maxCommandLines } from '../../model/xen-early-walk';
import { defineRule } from '../rule';
import { eachSurplusCommandLine } from '../xen-items';
import { chosenBoard, mark } from './example-board';

const limit = maxCommandLines;
const module = (i: number) => {
  const address = (0x50000000 + i * 0x100000).toString(16);
  return `ramdisk@${address} { compatible = "multiboot,ramdisk", "multiboot,module"; reg = <0x${address} 0x100000>; bootargs = "quiet"; };`;
};
const modules = (count: number) => Array.from({ length: count }, (_, i) => module(i)).join('\n');

export const bootargsTooMany = defineRule({
  id: 'xen/bootargs-too-many',
  severity: 'warning',
  summary: `More than ${limit} modules have bootargs.`,
  why: 'Xen keeps 32 command lines and ignores the rest.',
  source: 'Xen common/device-tree/bootinfo.c: add_boot_cmdline; include/xen/bootfdt.h: MAX_MODULES',
  reader: 'xen',
  examples: [
    {
      title: 'One command line too many',
      dts: mark(chosenBoard(modules(limit + 1)), 'bootargs = "quiet";', 'ignores these bootargs'),
    },
    { title: 'As many as fit', dts: chosenBoard(modules(limit)) },
  ],
  each: eachSurplusCommandLine,
  checkEach({ node, bootargs }, _input, report) {
    report({
      at: bootargs?.at ?? node.node.at,
      node: node.path,
      message: `Xen keeps ${limit} command lines and ignores these bootargs`,
    });
  },
});
