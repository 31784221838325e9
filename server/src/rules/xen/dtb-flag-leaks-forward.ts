/** A domain without devices gets the IOMMU of a later one. */
import { defineRule } from '../rule';
import { hasIommu } from './has-iommu';
import { chosenBoard, domain, mark } from './example-board';

const devices = `devices@55000000 {
    compatible = "multiboot,device-tree", "multiboot,module";
    reg = <0x55000000 0x1000>;
};`;
const iommu = 'iommu@9050000 { compatible = "arm,smmu-v3"; reg = <0x9050000 0x20000>; };';
const plain = domain('domU1', '');
const withDevices = domain('domU2', devices, { kernel: '54000000' });

export const dtbFlagLeaksForward = defineRule({
  id: 'xen/dtb-flag-leaks-forward',
  severity: 'hint',
  summary: 'A domain without a guest device tree stands before one that has one.',
  why: 'Xen looks for a "multiboot,device-tree" module from the domain to the end of the tree, not in the domain alone: the domain before gets IOMMU mappings that it does not need, which cost memory and time.',
  source: 'Xen common/device-tree/dom0less-bindings.c: parse_dom0less_node',
  since: '4.13',
  reader: 'xen',
  examples: [
    {
      title: 'Devices for the second domain',
      dts: mark(
        chosenBoard(`${plain}\n${withDevices}`, iommu),
        'domU1',
        'gets IOMMU mappings, too',
      ),
    },
    { title: 'Devices for the first', dts: chosenBoard(`${withDevices}\n${plain}`, iommu) },
  ],
  check({ tree, model }, report) {
    const last = model.domains.findLastIndex((it) => it.deviceTree !== undefined);
    if (last < 1 || !hasIommu(tree)) return;
    for (const { node, deviceTree } of model.domains.slice(0, last)) {
      if (deviceTree !== undefined) continue;
      report({
        at: node.node.at,
        node: node.path,
        message: `${node.node.name} gets IOMMU mappings, too, as a later domain has a device tree: move it behind ${model.domains[last]?.node.node.name ?? ''} if it has no devices`,
      });
    }
  },
});
