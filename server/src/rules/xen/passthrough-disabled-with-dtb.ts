/** `passthrough = "disabled"` next to a guest device tree. */
import { readString, valueOf } from '../../model/xen-property';
import { defineRule } from '../rule';
import { eachDomain } from '../xen-items';
import { domainBoard } from './example-board';
import { removePropertyFix } from '../make-fix';

const devices = `
devices@55000000 {
    compatible = "multiboot,device-tree", "multiboot,module";
    reg = <0x55000000 0x1000>;
};`;

export const passthroughDisabledWithDtb = defineRule({
  id: 'xen/passthrough-disabled-with-dtb',
  severity: 'information',
  summary: 'passthrough is "disabled" in a domain with a guest device tree.',
  why: 'A "multiboot,device-tree" module turns the IOMMU on for the domain, whatever passthrough says.',
  source: 'Xen common/device-tree/dom0less-bindings.c: parse_dom0less_node',
  since: '4.19',
  reader: 'xen',
  examples: [
    {
      title: 'Disabled, with devices',
      dts: domainBoard(`
        passthrough = "disabled";
      //^^^^^^^^^^^^^^^^^^^^^^^^^ has no effect
      ${devices}`),
      fixed: domainBoard(devices),
    },
    { title: 'Enabled, with devices', dts: domainBoard(`passthrough = "enabled";${devices}`) },
  ],
  each: eachDomain,
  checkEach({ node, deviceTree }, { tree }, report) {
    const property = node.node.properties.get('passthrough');
    if (deviceTree === undefined || property === undefined) return;
    if (valueOf(readString(tree, node, 'passthrough')) !== 'disabled') return;
    report({
      at: property.at,
      node: node.path,
      message: `"disabled" has no effect: the device tree ${deviceTree.node.node.name} turns passthrough on`,
      fixes: removePropertyFix(property),
    });
  },
});
