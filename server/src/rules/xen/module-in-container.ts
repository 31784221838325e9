/** A module in a node below /chosen that is no domain counts as dom0's. */
import { domainCompatible, listsInAnyCase } from '../../model/xen-names';
import { compatiblesOf } from '../../model/node-compatibles';
import { meantName } from '../boot/meant-name';
import { defineRule } from '../rule';
import { eachModule } from '../xen-items';
import { dom0Board, domainBoard } from './example-board';

export const moduleInContainer = defineRule({
  id: 'xen/module-in-container',
  severity: 'warning',
  summary: 'A boot module lies in a node of /chosen that is no domain.',
  why: 'Whatever the node is called, Xen takes the module for one of dom0 (or its own). A kernel there also turns dom0less mode off, since dom0 now has one.',
  source: 'Xen common/device-tree/bootinfo-fdt.c: process_multiboot_node',
  requires: ['xen/domain-misplaced'],
  reader: 'xen',
  examples: [
    {
      title: 'The node is not marked as a domain',
      dts: dom0Board(`
        domU1 {
            #address-cells = <1>;
            #size-cells = <1>;
            ramdisk@52000000 {
          //^^^^^^^^^^^^^^^^ counts as a module of dom0
                compatible = "multiboot,ramdisk", "multiboot,module";
                reg = <0x52000000 0x100000>;
            };
        };`),
    },
    { title: 'A module in a domain', dts: domainBoard('') },
  ],
  each: eachModule,
  checkEach({ node, domain }, { tree }, report) {
    const { parent } = node;
    if (domain !== undefined || parent === undefined || node.depth < 3) return;
    if (listsInAnyCase(compatiblesOf(tree, parent), domainCompatible)) return;
    if (compatiblesOf(tree, parent).some((it) => meantName(it, [domainCompatible]))) return;
    const isMeant = /^modules?(-list)?$/.test(parent.node.name);
    report({
      at: node.node.at,
      node: node.path,
      ...(isMeant && { severity: 'information' }),
      message: `${node.node.name} counts as a module of dom0: ${parent.node.name} lacks compatible "${domainCompatible}"; add it, or move the module to /chosen`,
    });
  },
});
