/** Two domains use one blob: Xen gives it to both, with the size that it read first. */
import { formatSize } from '../../memory/format-number';
import { defineRule } from '../rule';
import { eachSharedBlob } from '../xen-items';
import { chosenBoard, domain, mark } from './example-board';

const two = (size: string) =>
  chosenBoard(`
${domain('domU1', '')}
${domain('domU2', '').replace('0x100000>', size)}`);

export const moduleSharedByDomains = defineRule({
  id: 'xen/module-shared-by-domains',
  severity: 'information',
  summary: 'Two owners name the same module.',
  why: 'It works: Xen finds the module by kind and address for each. Xen 4.18 and later print an overlap message all the same. The size that Xen met first counts for all, so that different sizes are a mistake. What the source does not show: a kernel that is compressed with gzip is unpacked for the first owner, and the second finds nothing and panics; give each its own copy, or an uncompressed one.',
  source: 'Xen common/device-tree/bootinfo.c: boot_module_find_by_addr_and_kind',
  requires: ['xen/module-shared-dom0-order'],
  reader: 'xen',
  examples: [
    {
      title: 'The same kernel with two sizes',
      dts: mark(two('0x200000>'), '0x52000000 0x200000', 'domU1/kernel@52000000 says 1 MiB'),
    },
    {
      title: 'The same kernel in two domains',
      dts: mark(two('0x100000>'), '0x52000000 0x100000', 'shared with domU1/kernel@52000000'),
    },
    {
      title: 'Each domain has its own',
      dts: chosenBoard(`
${domain('domU1', '')}
${domain('domU2', '', { kernel: '54000000' })}`),
    },
  ],
  each: eachSharedBlob,
  checkEach({ module, original }, _input, report) {
    const { region, node } = module;
    if (region === undefined || original.kind === 'initrd') return;
    const size = original.end - original.start;
    const isSame = size === region.size;
    report({
      at: region.at,
      node: node.path,
      severity: isSame ? 'information' : 'warning',
      message: isSame
        ? `${module.kind} shared with ${original.label}: both get it, though Xen 4.18 and later report an overlap`
        : `${original.label} says ${formatSize(size)}, this says ${formatSize(region.size)}: Xen uses the size that it meets first for both`,
      related: [{ at: original.at, message: `${original.label} is met first` }],
    });
  },
});
