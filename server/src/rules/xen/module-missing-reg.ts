/** A boot module without `reg`: Xen stops at once. */
import { defineRule } from '../rule';
import { eachModule } from '../xen-items';
import { dom0Board } from './example-board';

export const moduleMissingReg = defineRule({
  id: 'xen/module-missing-reg',
  severity: 'error',
  summary: 'A boot module has no reg.',
  why: 'Xen panics while it reads the tree: "missing `reg\' property". Only the UEFI stub fills a reg in, for modules that name a file by xen,uefi-binary.',
  source: 'Xen common/device-tree/bootinfo-fdt.c: process_multiboot_node',
  reader: 'xen',
  examples: [
    {
      title: 'The ramdisk does not say where it is',
      dts: dom0Board(`
        ramdisk {
      //^^^^^^^ has no reg
            compatible = "multiboot,ramdisk", "multiboot,module";
        };`),
    },
    {
      title: 'The UEFI stub loads the file and writes reg',
      dts: dom0Board(`
        ramdisk {
            compatible = "multiboot,ramdisk", "multiboot,module";
            xen,uefi-binary = "initrd.img";
        };`),
    },
  ],
  each: eachModule,
  checkEach({ node }, { isFragment }, report) {
    if (isFragment) return;
    const { properties } = node.node;
    if (properties.has('reg') || properties.has('xen,uefi-binary')) return;
    report({
      at: node.node.at,
      node: node.path,
      message: `boot module ${node.node.name} has no reg: Xen panics while it reads the tree`,
    });
  },
});
