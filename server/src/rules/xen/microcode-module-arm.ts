/** A microcode module: Arm has no use for it. */
import { defineRule } from '../rule';
import { eachModule } from '../xen-items';
import { dom0Board } from './example-board';

export const microcodeModuleArm = defineRule({
  id: 'xen/microcode-module-arm',
  severity: 'information',
  summary: 'A "multiboot,microcode" module has no effect on Arm.',
  why: 'Xen recognises the kind since 4.21, so that it does not count as untyped, but no Arm code loads microcode.',
  source: 'Xen common/device-tree/bootfdt.c: fdt_node_to_kind',
  since: '4.21',
  reader: 'xen',
  examples: [
    {
      title: 'A microcode module',
      dts: dom0Board(`
        microcode@55000000 {
      //^^^^^^^^^^^^^^^^^^ has no effect on Arm
            compatible = "multiboot,microcode", "multiboot,module";
            reg = <0x55000000 0x1000>;
        };`),
    },
    { title: 'No microcode', dts: dom0Board('') },
  ],
  each: eachModule,
  checkEach({ node, kind }, _input, report) {
    if (kind === 'microcode')
      report({
        at: node.node.at,
        node: node.path,
        message: `microcode module ${node.node.name} has no effect on Arm`,
      });
  },
});
