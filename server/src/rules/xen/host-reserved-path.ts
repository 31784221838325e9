/** A node stands where Xen puts one of its own. */
import { compatiblesOf } from '../../model/node-compatibles';
import { firstString } from '../../tree/value';
import type { DeviceTree } from '../../tree/dt-node';
import { childOf, rootOf, type NodeRef } from '../../tree/node-ref';
import { defineRule } from '../rule';
import { dom0Board, mark } from './example-board';

const names = ['psci', 'memory', 'hypervisor'];

export const hostReservedPath = defineRule({
  id: 'xen/host-reserved-path',
  severity: 'warning',
  summary: 'A node has the path of a node that Xen makes for dom0.',
  why: "Xen writes /psci, /memory and /hypervisor into dom0's tree itself. It warns and leaves the board's node of that path out, with all below it; only PSCI and memory nodes are left out in any case.",
  source: 'Xen arch/arm/domain_build.c: handle_node',
  reader: 'xen',
  examples: [
    {
      title: "A node of the board's own",
      dts: mark(
        dom0Board('', 'hypervisor { compatible = "vendor,monitor"; };'),
        'hypervisor',
        'dom0 does not see /hypervisor',
      ),
    },
    {
      title: 'The node that Xen replaces',
      dts: dom0Board('', 'psci { compatible = "arm,psci-1.0"; method = "smc"; };'),
    },
  ],
  check({ tree, model, isFragment }, report) {
    if (isFragment) return;
    for (const name of names) {
      const node = childOf(rootOf(tree), name);
      if (node === undefined || isReplaced(tree, node)) continue;
      if (model.dom0?.kernel === undefined) return;
      report({
        at: node.node.at,
        node: node.path,
        message: `dom0 does not see ${node.path}: Xen makes a node of that path itself and leaves this one out; rename it`,
      });
    }
  },
});

function isReplaced(tree: DeviceTree, ref: NodeRef): boolean {
  const isPsci = compatiblesOf(tree, ref).some((it) => it.startsWith('arm,psci'));
  return isPsci || firstString(tree, ref.node.properties.get('device_type')) === 'memory';
}
