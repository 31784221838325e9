/** Two kernels or two ramdisks for dom0: the first one counts. */
import { defineRule } from '../rule';
import { dom0Board } from './example-board';

export const dom0ModuleDuplicate = defineRule({
  id: 'xen/dom0-module-duplicate',
  severity: 'warning',
  summary: 'dom0 has two modules of the same kind.',
  why: "Xen takes the first recorded kernel, ramdisk and XSM policy that is no domain's and never looks at the others.",
  source: 'Xen common/device-tree/bootinfo.c: boot_module_find_by_kind',
  requires: ['xen/module-in-container'],
  reader: 'xen',
  examples: [
    {
      title: 'Two kernels below /chosen',
      dts: dom0Board(`
        kernel@51000000 {
      //^^^^^^^^^^^^^^^ never used, dom0 gets kernel@50000000
            compatible = "multiboot,kernel", "multiboot,module";
            reg = <0x51000000 0x100000>;
        };`),
    },
    { title: 'One kernel', dts: dom0Board('') },
  ],
  check({ model }, report) {
    const first = new Map<string, string>();
    for (const { module } of model.settlement.recorded) {
      if (module === undefined || module.domain !== undefined) continue;
      const { kind, node, decidedBy } = module;
      if (kind !== 'kernel' && kind !== 'ramdisk' && kind !== 'xsm-policy') continue;
      const used = first.get(kind);
      first.set(kind, used ?? node.node.name);
      if (used === undefined || decidedBy === 'position') continue;
      report({
        at: node.node.at,
        node: node.path,
        message: `${kind} ${node.node.name} is never used, ${kind === 'xsm-policy' ? 'Xen' : 'dom0'} gets ${used}: the first one counts`,
      });
    }
  },
});
