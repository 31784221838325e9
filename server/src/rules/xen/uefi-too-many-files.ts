/** More files than the UEFI stub can load. */
import { firstString } from '../../tree/value';
import { defineRule } from '../rule';
import { chosenBoard, mark } from './example-board';
import { uefiModulesOf } from './uefi-modules';

const most = 30;
const modules = (count: number) =>
  chosenBoard(
    Array.from(
      { length: count },
      (_, i) =>
        `ramdisk-${i} { compatible = "multiboot,ramdisk", "multiboot,module"; xen,uefi-binary = "file-${i}"; };`,
    ).join('\n'),
  );

export const uefiTooManyFiles = defineRule({
  id: 'xen/uefi-too-many-files',
  severity: 'error',
  summary: `xen,uefi-binary names more than ${most} different files.`,
  why: 'The stub keeps 30 files and stops the boot over one more. The same name counts once.',
  source: 'Xen arch/arm/efi/efi-boot.h: allocate_module_file',
  since: '4.16',
  reader: 'xen',
  examples: [
    {
      title: 'One file too many',
      dts: mark(modules(most + 1), 'xen,uefi-binary = "file-30";', 'the UEFI stub loads 30 files'),
    },
    { title: 'As many as fit', dts: modules(most) },
  ],
  check({ tree }, report) {
    const files = new Set<string>();
    for (const { node, path } of uefiModulesOf(tree)) {
      const property = node.properties.get('xen,uefi-binary');
      const file = firstString(tree, property);
      if (property === undefined || file === undefined || files.has(file)) continue;
      files.add(file);
      if (files.size > most)
        report({
          at: property.at,
          node: path,
          message: `the UEFI stub loads ${most} files and stops over "${file}"`,
        });
    }
  },
});
