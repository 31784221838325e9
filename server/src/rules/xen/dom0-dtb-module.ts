/** A guest device tree that is no domain's. */
import { defineRule } from '../rule';
import { eachModule } from '../xen-items';
import { dom0Board, domainBoard } from './example-board';

export const dom0DtbModule = defineRule({
  id: 'xen/dom0-dtb-module',
  severity: 'warning',
  summary: 'A guest device tree lies outside any domain.',
  why: 'dom0 gets a copy of the host\'s tree: Xen reads "multiboot,device-tree" modules of domains only and ignores this one.',
  source: 'Xen common/device-tree/kernel.c: kernel_probe',
  since: '4.13',
  reader: 'xen',
  examples: [
    {
      title: 'A device tree next to the kernel of dom0',
      dts: dom0Board(`
        devices@55000000 {
            compatible = "multiboot,device-tree", "multiboot,module";
          //^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ignored outside a domain
            reg = <0x55000000 0x1000>;
        };`),
    },
    {
      title: 'A device tree in a domain',
      dts: domainBoard(`
        devices@55000000 {
            compatible = "multiboot,device-tree", "multiboot,module";
            reg = <0x55000000 0x1000>;
        };`),
    },
  ],
  each: eachModule,
  checkEach({ node, kind, domain }, _input, report) {
    if (kind !== 'device-tree' || domain !== undefined) return;
    report({
      at: node.node.properties.get('compatible')?.at ?? node.node.at,
      node: node.path,
      message: `guest device tree ${node.node.name} is ignored outside a domain: move it into the domain that it describes devices for`,
    });
  },
});
