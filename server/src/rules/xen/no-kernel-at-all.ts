/** There are modules, but no kernel among them. */
import { defineRule } from '../rule';
import { chosenBoard, dom0Board, mark } from './example-board';
import { holdsMeantKernel } from './meant-kernel';

export const noKernelAtAll = defineRule({
  id: 'xen/no-kernel-at-all',
  severity: 'error',
  summary: 'No boot module is a kernel.',
  why: 'Without a kernel for dom0 or for a domain Xen tries to build dom0 and panics. The rule is silent when the tree has no module at all, as boot scripts often add them.',
  source: 'Xen common/device-tree/dom0less-build.c: is_dom0less_mode; kernel.c: kernel_probe',
  requires: ['xen/domain-misplaced'],
  reader: 'xen',
  examples: [
    {
      title: 'A ramdisk alone',
      dts: mark(
        chosenBoard(`
        ramdisk@51000000 {
            compatible = "multiboot,ramdisk", "multiboot,module";
            reg = <0x51000000 0x100000>;
        };`),
        'chosen',
        'no module is a kernel',
      ),
    },
    { title: 'A kernel alone', dts: dom0Board('') },
  ],
  check({ tree, model, isFragment }, report) {
    const { chosen, modules, domains } = model;
    if (isFragment || chosen === undefined || modules.length === 0 || domains.length > 0) return;
    if (holdsMeantKernel(tree, chosen)) return;
    report({
      at: chosen.node.definitions.at(-1)?.target ?? chosen.node.at,
      node: chosen.path,
      message:
        'no module is a kernel: Xen cannot build dom0 and panics; add one with compatible "multiboot,kernel", "multiboot,module"',
    });
  },
});
