/** A domain without a kernel. */
import { defineRule } from '../rule';
import { eachDomain } from '../xen-items';
import { domainBoard, mark } from './example-board';
import { holdsMeantKernel } from './meant-kernel';

export const domainKernelMissing = defineRule({
  id: 'xen/domain-kernel-missing',
  severity: 'error',
  summary: 'A domain has no kernel module.',
  why: 'Xen builds every domain below /chosen and panics when one has no child with compatible "multiboot,kernel", "multiboot,module". What the source does not show: the file must be an Image, a zImage, one of these compressed with gzip, or a uImage of them; Xen panics over anything else.',
  source: 'Xen common/device-tree/kernel.c: kernel_probe',
  reader: 'xen',
  examples: [
    {
      title: 'A domain without modules',
      dts: mark(domainBoard('', { without: ['kernel'] }), 'domU1', 'has no kernel'),
    },
    { title: 'A domain with a kernel', dts: domainBoard('') },
  ],
  each: eachDomain,
  checkEach({ node, kernel }, { tree, isFragment }, report) {
    if (isFragment) return;
    if (kernel !== undefined || holdsMeantKernel(tree, node)) return;
    report({
      at: node.node.at,
      node: node.path,
      message: `domain ${node.node.name} has no kernel module: Xen panics; add one with compatible "multiboot,kernel", "multiboot,module"`,
    });
  },
});
