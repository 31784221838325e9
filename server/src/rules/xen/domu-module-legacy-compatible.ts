/** A domain's module bears only a name of Xen 4.3, which the domain builder does not look for. */
import { compatiblesOf } from '../../model/node-compatibles';
import { defineRule } from '../rule';
import { eachModule } from '../xen-items';
import { domainBoard } from './example-board';
import { setStringsFix } from '../make-fix';

export const domuModuleLegacyCompatible = defineRule({
  id: 'xen/domu-module-legacy-compatible',
  severity: 'error',
  summary: 'A module of a domain has only a legacy compatible.',
  why: 'The early walk records "xen,linux-zimage" and "xen,linux-initrd", but the builder of a domain looks for "multiboot,kernel" and "multiboot,ramdisk" alone: without a kernel Xen panics, a ramdisk is silently absent.',
  source: 'Xen common/device-tree/kernel.c: kernel_probe',
  reader: 'xen',
  examples: [
    {
      title: "A domain's kernel with the old names",
      dts: domainBoard(
        `
        kernel@52000000 {
            compatible = "xen,linux-zimage", "xen,multiboot-module";
          //^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ "xen,linux-zimage" is understood for dom0 only
            reg = <0x52000000 0x100000>;
        };`,
        { without: ['kernel'] },
      ),
      fixed: domainBoard(
        `
        kernel@52000000 {
            compatible = "multiboot,kernel", "multiboot,module";
            reg = <0x52000000 0x100000>;
        };`,
        { without: ['kernel'] },
      ),
    },
    { title: 'The names that the builder looks for', dts: domainBoard('') },
  ],
  each: eachModule,
  checkEach({ node, domain, decidedBy, kind }, { tree }, report) {
    const property = node.node.properties.get('compatible');
    if (domain === undefined || decidedBy !== 'legacy name' || property === undefined) return;
    const compatibles = compatiblesOf(tree, node);
    if (compatibles.includes(`multiboot,${kind}`)) return;
    const legacy = kind === 'kernel' ? 'xen,linux-zimage' : 'xen,linux-initrd';
    const names = [`multiboot,${kind}`, 'multiboot,module'];
    report({
      at: property.at,
      node: node.path,
      message: `"${legacy}" is understood for dom0 only: ${domain.node.name} does not get its ${kind}${kind === 'kernel' ? ', and Xen panics' : ''}`,
      fixes: setStringsFix(`Change to "${names.join('", "')}"`, property, names, true),
    });
  },
});
