/** A string that Xen knows, in other letters: half of Xen recognises it. */
import { chosenCompatibles } from '../../model/xen-names';
import { compatiblesOf } from '../../model/node-compatibles';
import { defineRule } from '../rule';
import { eachUnknownCompatible } from '../xen-items';
import { dom0Board } from './example-board';
import { setStringsFix } from '../make-fix';

export const compatibleCase = defineRule({
  id: 'xen/compatible-case',
  severity: 'error',
  summary: 'A compatible string of Xen has letters of the other case.',
  why: "Xen compares without regard to case when it looks for nodes, but with regard to it when it decides what a module is and whose: a kernel is not found, or a domain's modules count as dom0's.",
  source:
    'Xen common/device-tree/bootfdt.c: fdt_node_to_kind; device-tree.c: dt_device_is_compatible',
  reader: 'xen',
  examples: [
    {
      title: 'A capital letter',
      dts: dom0Board(`
        ramdisk@51000000 {
            compatible = "multiboot,Ramdisk", "multiboot,module";
          //^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ "multiboot,Ramdisk" is not "multiboot,ramdisk"
            reg = <0x51000000 0x100000>;
        };`),
      fixed: dom0Board(`
        ramdisk@51000000 {
            compatible = "multiboot,ramdisk", "multiboot,module";
            reg = <0x51000000 0x100000>;
        };`),
    },
    { title: 'Lower case', dts: dom0Board('') },
  ],
  each: eachUnknownCompatible,
  checkEach(node, { tree }, report) {
    const property = node.node.properties.get('compatible');
    const compatibles = compatiblesOf(tree, node);
    const wrong = compatibles.find((it) => it !== it.toLowerCase() && isKnown(it.toLowerCase()));
    if (property === undefined || wrong === undefined) return;
    const right = compatibles.map((it) => (isKnown(it.toLowerCase()) ? it.toLowerCase() : it));
    report({
      at: property.at,
      node: node.path,
      message: `"${wrong}" is not "${wrong.toLowerCase()}" to all of Xen: parts of it recognise ${node.node.name}, others do not`,
      fixes: setStringsFix(`Change to "${right.join('", "')}"`, property, right, true),
    });
  },
});

function isKnown(name: string): boolean {
  return chosenCompatibles.includes(name);
}
