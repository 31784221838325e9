/** A boot module that does not lie below /chosen. */
import { domainCompatible, listsInAnyCase } from '../../model/xen-names';
import { compatiblesOf } from '../../model/node-compatibles';
import { defineRule } from '../rule';
import { eachPassedBy } from '../xen-items';
import { dom0Board } from './example-board';

export const moduleOutsideChosen = defineRule({
  id: 'xen/module-outside-chosen',
  severity: 'warning',
  summary: 'A boot module lies outside /chosen.',
  why: 'Xen silently ignores it.',
  source: 'Xen common/device-tree/bootinfo-fdt.c: process_multiboot_node',
  reader: 'xen',
  examples: [
    {
      title: 'A module in the root',
      dts: dom0Board(
        '',
        `
        ramdisk@51000000 {
      //^^^^^^^^^^^^^^^^ outside /chosen
            compatible = "multiboot,ramdisk", "multiboot,module";
            reg = <0x51000000 0x100000>;
        };`,
      ),
    },
    { title: 'A module in /chosen', dts: dom0Board('') },
  ],
  each: eachPassedBy,
  checkEach({ node, because }, { tree, isFragment }, report) {
    if (isFragment) return;
    if (because === 'path too long' || node.path.startsWith('/chosen')) return;
    const { parent } = node;
    if (parent && listsInAnyCase(compatiblesOf(tree, parent), domainCompatible)) return;
    report({
      at: node.node.at,
      node: node.path,
      message: `boot module ${node.path} lies outside /chosen: Xen silently ignores it`,
    });
  },
});
