/** A ramdisk of a domain carries the command line. */
import { defineRule } from '../rule';
import { eachModule } from '../xen-items';
import { domainBoard } from './example-board';

export const bootargsOnNonkernel = defineRule({
  id: 'xen/bootargs-on-nonkernel',
  severity: 'warning',
  summary: 'A module of a domain that is no kernel has bootargs.',
  why: "Xen looks a domain's command line up by the name of the domain and takes the first that it recorded, whatever module it stood on.",
  source: 'Xen common/device-tree/bootinfo.c: boot_cmdline_find_by_name',
  reader: 'xen',
  examples: [
    {
      title: 'bootargs on the ramdisk',
      dts: domainBoard(`
        ramdisk@53000000 {
            compatible = "multiboot,ramdisk", "multiboot,module";
            reg = <0x53000000 0x100000>;
            bootargs = "quiet";
          //^^^^^^^^^^^^^^^^^^^ belongs to the kernel of domU1
        };`),
    },
    {
      title: 'bootargs on the kernel',
      dts: domainBoard(
        `
        kernel@53000000 {
            compatible = "multiboot,kernel", "multiboot,module";
            reg = <0x53000000 0x100000>;
            bootargs = "quiet";
        };`,
        { without: ['kernel'] },
      ),
    },
  ],
  each: eachModule,
  checkEach({ node, domain, kind }, _input, report) {
    const property = node.node.properties.get('bootargs');
    if (domain === undefined || kind === 'kernel' || property === undefined) return;
    report({
      at: property.at,
      node: node.path,
      message: `bootargs belongs to the kernel of ${domain.node.name}: Xen takes the first command line of the domain, whatever module it stands on`,
    });
  },
});
