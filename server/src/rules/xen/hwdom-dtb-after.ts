/** A guest devicetree that comes later in the tree than the hardware domain. */
import { nodesListing, xenNodesOf } from '../../model/xen-nodes';
import type { NodeRef } from '../../tree/node-ref';
import { defineRule } from '../rule';
import { chosenBoard, domain, mark } from './example-board';

const hardware = domain(
  'domU1',
  'capabilities = <0x2>;\nxen,static-mem = <0x60000000 0x4000000>;\ndirect-map;',
);
const withDtb = domain(
  'domU2',
  `
    devices@55000000 {
        compatible = "multiboot,device-tree", "multiboot,module";
        reg = <0x55000000 0x1000>;
    };`,
  { kernel: '54000000' },
);

export const hwdomDtbAfter = defineRule({
  id: 'xen/hwdom-dtb-after',
  severity: 'error',
  summary: 'A guest device tree comes after the hardware domain.',
  why: 'Xen looks for a "multiboot,device-tree" node from the hardware domain to the end of the whole tree, not only inside the domain, and panics when it finds one.',
  source:
    'Xen common/device-tree/dom0less-bindings.c: parse_dom0less_node (dt_find_compatible_node)',
  since: '4.21',
  reader: 'xen',
  examples: [
    {
      title: 'A guest with devices after the hardware domain',
      dts: mark(
        chosenBoard(`${hardware}\n${withDtb}`),
        'devices@55000000',
        'comes after the hardware domain domU1',
      ),
    },
    { title: 'The hardware domain comes last', dts: chosenBoard(`${withDtb}\n${hardware}`) },
  ],
  check({ tree, model }, report) {
    if (!model.domains.some((it) => it.capabilities.isHardware)) return;
    const order = new Map(xenNodesOf(tree).map((node, i) => [node, i]));
    const placeOf = (node: NodeRef | undefined) => (node && order.get(node)) ?? 0;
    const trees = nodesListing(tree, 'multiboot,device-tree');
    let next = 0;
    for (const { node: domain, capabilities } of model.domains) {
      if (!capabilities.isHardware) continue;
      while (next < trees.length && placeOf(trees[next]) <= placeOf(domain)) next++;
      const found = trees[next];
      if (found === undefined) continue;
      report({
        at: found.node.at,
        node: found.path,
        message: `${found.node.name} comes after the hardware domain ${domain.node.name}, and Xen takes it for the device tree of that domain: panic; move ${domain.node.name} behind all others`,
        related: [{ at: domain.node.at, message: 'the hardware domain' }],
      });
    }
  },
});
