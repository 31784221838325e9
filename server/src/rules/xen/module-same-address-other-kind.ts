/** Two modules of different kinds begin at one address: only the first is recorded. */
import { kindLabel } from '../../model/boot-module';
import { defineRule } from '../rule';
import { eachClash } from '../xen-items';
import { dom0Board } from './example-board';
import { clashBetween, clashFinding, consequence } from './report-clash';

export const moduleSameAddressOtherKind = defineRule({
  id: 'xen/module-same-address-other-kind',
  severity: 'error',
  summary: 'Two boot modules of different kinds begin at the same address.',
  why: 'Xen finds a module by its kind and address. It records the first node only (4.18 and later drop the second as an overlap), so that the owner of the second does not find its module. Earlier releases give both owners the same bytes.',
  source: 'Xen common/device-tree/bootinfo.c: add_boot_module',
  requires: ['xen/module-reg-extra'],
  reader: 'xen',
  examples: [
    {
      title: 'Kernel and ramdisk with the same reg',
      dts: dom0Board(`
        ramdisk@50000000 {
            compatible = "multiboot,ramdisk", "multiboot,module";
            reg = <0x50000000 0x100000>;
                 //^^^^^^^^^^^^^^^^^^^ a ramdisk and a kernel
        };`),
    },
    {
      title: 'Each has a place of its own',
      dts: dom0Board(`
        ramdisk@51000000 {
            compatible = "multiboot,ramdisk", "multiboot,module";
            reg = <0x51000000 0x100000>;
        };`),
    },
  ],
  each: eachClash,
  checkEach(item, input, report) {
    const clash = clashBetween(item, 'module', ['module']);
    if (clash === undefined) return;
    const { first, second } = clash;
    if (first.start !== second.start || first.module === undefined) return;
    const kinds = `a ${kindLabel(second.module?.kind ?? 'unknown')} and a ${kindLabel(first.module.kind)}`;
    const reaction =
      clash.outcome === 'dropped'
        ? `Xen drops ${second.label}, ${consequence(second)}`
        : 'one overwrites the other';
    report({
      ...clashFinding(input, clash),
      message: `${kinds} (${first.label}) cannot lie at the same address: ${reaction}`,
    });
  },
});
