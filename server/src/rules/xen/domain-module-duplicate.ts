/** A domain with two modules of one kind: the last one counts. */
import { kindLabel } from '../../model/boot-module';
import type { Domain, DomainModuleKind } from '../../model/xen-late-pass';
import { defineRule } from '../rule';
import { eachDomain } from '../xen-items';
import { domainBoard } from './example-board';

export const domainModuleDuplicate = defineRule({
  id: 'xen/domain-module-duplicate',
  severity: 'warning',
  summary: 'A domain has two modules of the same kind.',
  why: 'Xen takes the last child of each kind (for dom0 it is the first) and ignores the others without a word. When the last one was dropped, for an overlap say, the domain has none.',
  source: 'Xen common/device-tree/kernel.c: kernel_probe',
  reader: 'xen',
  examples: [
    {
      title: 'Two kernels',
      dts: domainBoard(`
        kernel@51000000 {
      //^^^^^^^^^^^^^^^ ignored, the last one counts
            compatible = "multiboot,kernel", "multiboot,module";
            reg = <0x51000000 0x100000>;
        };`),
    },
    { title: 'One kernel', dts: domainBoard('') },
  ],
  each: eachDomain,
  checkEach(domain, _input, report) {
    for (const module of domain.modules) {
      const used = usedOf(domain, module.kind) ?? module;
      if (used === module) continue;
      report({
        at: module.node.node.at,
        node: module.node.path,
        message: `${kindLabel(module.kind)} ${module.node.node.name} is ignored, the last one counts: ${domain.node.node.name} gets ${used.node.node.name}`,
        related: [{ at: used.node.node.at, message: 'this one is used' }],
      });
    }
  },
});

/** The module of that kind that Xen uses. */
function usedOf({ kernel, ramdisk, deviceTree }: Domain, kind: DomainModuleKind) {
  return { kernel, ramdisk, 'device-tree': deviceTree }[kind];
}
