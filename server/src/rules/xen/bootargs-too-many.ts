/** More command lines than Xen's table holds. */
import { defineRule } from '../rule';
import { chosenBoard, mark } from './example-board';

const limit = 32;
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
  check({ model }, report) {
    const withBootargs = model.modules.filter((it) => it.node.node.properties.has('bootargs'));
    for (const { node } of withBootargs.slice(limit))
      report({
        at: node.node.properties.get('bootargs')?.at ?? node.node.at,
        node: node.path,
        message: `Xen keeps ${limit} command lines and ignores these bootargs`,
      });
  },
});
