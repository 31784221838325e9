/** A module of a domain does not say what it is. */
import type { DeviceTree } from '../../tree/dt-node';
import { childrenOf, type NodeRef } from '../../tree/node-ref';
import { compatiblesOf } from '../../model/node-compatibles';
import { isBootModule } from '../../model/xen-names';
import { defineRule } from '../rule';
import { eachModule } from '../xen-items';
import { domainBoard } from './example-board';
import { setStringsFix } from '../make-fix';
import { holdsMeantKernel } from './meant-kernel';

export const domuModuleUntyped = defineRule({
  id: 'xen/domu-module-untyped',
  severity: 'error',
  summary: 'A module of a domain has only the generic compatible.',
  why: "Xen guesses the kind of such modules by their order, but for dom0 only: the domain never gets the module. It still counts in the order, so that dom0's own untyped modules are guessed wrong.",
  source: 'Xen common/device-tree/bootinfo-fdt.c: process_multiboot_node; kernel.c: kernel_probe',
  requires: ['boot/module-compatible-unknown'],
  reader: 'xen',
  examples: [
    {
      title: "The domain's only module is untyped",
      dts: domainBoard(
        `
        module@52000000 {
            compatible = "multiboot,module";
          //^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ does not say what module@52000000 is
            reg = <0x52000000 0x100000>;
        };`,
        { without: ['kernel'] },
      ),
      fixed: domainBoard(
        `
        module@52000000 {
            compatible = "multiboot,kernel", "multiboot,module";
            reg = <0x52000000 0x100000>;
        };`,
        { without: ['kernel'] },
      ),
    },
    { title: 'The module says what it is', dts: domainBoard('') },
  ],
  each: eachModule,
  checkEach({ node, domain, decidedBy }, { tree }, report) {
    const property = node.node.properties.get('compatible');
    const compatibles = compatiblesOf(tree, node);
    if (domain === undefined || decidedBy !== 'position' || property === undefined) return;
    const types = lacksOtherKernel(tree, node)
      ? ['multiboot,kernel']
      : ['multiboot,kernel', 'multiboot,ramdisk', 'multiboot,device-tree'];
    const generic = compatibles.filter((it) => isBootModule([it]));
    report({
      at: property.at,
      node: node.path,
      message: `compatible does not say what ${node.node.name} is: Xen guesses for dom0 only, and ${domain.node.name} never gets it`,
      fixes: types.flatMap((type) => setStringsFix(`Add "${type}"`, property, [type, ...generic])),
    });
  },
});

/** Whether nothing else in the domain is, or may be meant as, its kernel. */
function lacksOtherKernel(tree: DeviceTree, { node, parent }: NodeRef): boolean {
  const others = parent ? childrenOf(parent).filter((it) => it.node !== node) : [];
  return !others.some((it) => holdsMeantKernel(tree, it));
}
