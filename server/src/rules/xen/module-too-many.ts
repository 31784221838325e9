/** More modules than Xen's table holds. */
import { maxModules } from '../../model/claim';
import { defineRule } from '../rule';
import { chosenBoard, mark } from './example-board';
import { consequence } from './report-clash';

const module = (i: number) => {
  const address = (0x50000000 + i * 0x100000).toString(16);
  return `ramdisk@${address} { compatible = "multiboot,ramdisk", "multiboot,module"; reg = <0x${address} 0x100000>; };`;
};
const modules = (count: number) => Array.from({ length: count }, (_, i) => module(i)).join('\n');

export const moduleTooMany = defineRule({
  id: 'xen/module-too-many',
  severity: 'error',
  summary: `There are more than ${maxModules} boot modules.`,
  why: "Xen's table has 32 entries; Xen itself and the devicetree take two, and the ramdisk of linux,initrd-start one more. Modules beyond that are ignored with a line on the console.",
  source: 'Xen common/device-tree/bootinfo.c: add_boot_module; include/xen/bootfdt.h: MAX_MODULES',
  reader: 'xen',
  examples: [
    {
      title: 'One module too many',
      dts: mark(chosenBoard(modules(maxModules + 1)), '0x51e00000 0x100000', 'ignored'),
    },
    { title: 'As many as fit', dts: chosenBoard(modules(maxModules)) },
  ],
  check({ model }, report) {
    const [first, ...others] = model.settlement.surplus;
    if (first === undefined) return;
    const more = others.length === 0 ? '' : `, and so are ${others.length} more`;
    report({
      at: first.at,
      ...(first.node && { node: first.node.path }),
      message: `${first.label} is ignored${more}: Xen keeps ${maxModules} modules, ${consequence(first)}`,
    });
  },
});
