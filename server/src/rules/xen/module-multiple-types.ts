/** A module lists the types of two different things. */
import { kindNames } from '../../model/xen-names';
import { compatiblesOf } from '../../model/node-compatibles';
import { defineRule } from '../rule';
import { eachModule } from '../xen-items';
import { dom0Board } from './example-board';
import { setStringsFix } from '../make-fix';

export const moduleMultipleTypes = defineRule({
  id: 'xen/module-multiple-types',
  severity: 'warning',
  summary: 'A module lists several types.',
  why: 'Xen takes the first that matches in its own order (kernel, ramdisk, XSM policy, device tree, microcode), whatever the order in the source.',
  source: 'Xen common/device-tree/bootfdt.c: fdt_node_to_kind',
  reader: 'xen',
  examples: [
    {
      title: 'Ramdisk and kernel at once',
      dts: dom0Board(`
        module@51000000 {
            compatible = "multiboot,ramdisk", "multiboot,kernel", "multiboot,module";
          //^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Xen takes it for a kernel
            reg = <0x51000000 0x100000>;
        };`),
      fixed: dom0Board(`
        module@51000000 {
            compatible = "multiboot,kernel", "multiboot,module";
            reg = <0x51000000 0x100000>;
        };`),
    },
    {
      title: 'The old and the new name of one type',
      dts: dom0Board(`
        module@51000000 {
            compatible = "multiboot,ramdisk", "xen,linux-initrd", "multiboot,module";
            reg = <0x51000000 0x100000>;
        };`),
    },
  ],
  each: eachModule,
  checkEach({ node, kind }, { tree }, report) {
    const compatibles = compatiblesOf(tree, node);
    if (compatibles.length < 2) return;
    const stated = kindNames.filter((it) => compatibles.includes(it.compatible));
    const property = node.node.properties.get('compatible');
    if (
      property === undefined ||
      stated.length < 2 ||
      new Set(stated.map((it) => it.kind)).size < 2
    )
      return;
    const others = new Set(stated.filter((it) => it.kind !== kind).map((it) => it.compatible));
    const kept = compatibles.filter((it) => !others.has(it));
    report({
      at: property.at,
      node: node.path,
      message: `${node.node.name} lists ${stated.map((it) => `"${it.compatible}"`).join(' and ')}: Xen takes it for a ${kind}`,
      fixes: setStringsFix(`Keep "${kept.join('", "')}"`, property, kept),
    });
  },
});
