/** A boot module of size 0. */
import { kindLabel } from '../../model/boot-module';
import { defineRule } from '../rule';
import { eachModule } from '../xen-items';
import { domainBoard } from './example-board';

export const moduleZeroSize = defineRule({
  id: 'xen/module-zero-size',
  severity: 'error',
  summary: 'A boot module has size 0.',
  why: 'A kernel of size 0 counts as missing and Xen panics; a ramdisk is silently not used; a guest device tree of size 0 is read past its end.',
  source: 'Xen common/device-tree/kernel.c: kernel_probe; domain-build.c: initrd_load',
  requires: ['xen/module-reg-extra', 'xen/cells-out-of-range'],
  reader: 'xen',
  examples: [
    {
      title: 'The size of the kernel is missing',
      dts: domainBoard(
        `
        kernel@52000000 {
            compatible = "multiboot,kernel", "multiboot,module";
            reg = <0x52000000 0x0>;
                 //^^^^^^^^^^^^^^ size 0
        };`,
        { without: ['kernel'] },
      ),
    },
    { title: 'A kernel of 1 MiB', dts: domainBoard('') },
  ],
  each: eachModule,
  checkEach({ node, kind, region, domain, cells }, _input, report) {
    if (region?.size !== 0n || cells?.size === 0 || node.node.properties.has('xen,uefi-binary'))
      return;
    const owner = domain?.node.name ?? 'dom0';
    report({
      at: region.at,
      node: node.path,
      message: `${kindLabel(kind)} ${node.node.name} has size 0: ${reaction(kind, owner)}`,
    });
  },
});

function reaction(kind: string, owner: string): string {
  if (kind === 'kernel') return `Xen takes ${owner} to have no kernel and panics`;
  return kind === 'device-tree'
    ? 'Xen reads past its end and crashes'
    : 'Xen silently does not use it';
}
