/** `xen,passthrough` of a node with nodes in it. */
import { isAvailable } from '../../memory/ram';
import { compatiblesOf } from '../../model/node-compatibles';
import type { DeviceTree } from '../../tree/dt-node';
import { childrenOf, type NodeRef } from '../../tree/node-ref';
import { defineRule } from '../rule';
import { dom0Board, mark } from './example-board';

const board = (child: string) =>
  dom0Board('', `usb@a000000 {\n    compatible = "vendor,usb";\n    xen,passthrough;\n${child}};`);

export const passthroughChildren = defineRule({
  id: 'xen/passthrough-children',
  severity: 'warning',
  summary: 'xen,passthrough is in a node with children.',
  why: "Xen disables the node in dom0's tree, and not what is in it: dom0 goes on driving these devices beside the guest.",
  source:
    'Xen common/device-tree/device-tree.c: dt_device_for_passthrough; arch/arm/domain_build.c: handle_node',
  reader: 'xen',
  examples: [
    {
      title: 'A controller with a child',
      dts: mark(
        board('    dwc3 { compatible = "snps,dwc3"; };\n'),
        'xen,passthrough;',
        'dom0 keeps dwc3',
      ),
    },
    { title: 'No child', dts: board('') },
  ],
  on: ['xen,passthrough'],
  checkNode(ref, { tree }, report) {
    const property = ref.node.properties.get('xen,passthrough');
    const kept = childrenOf(ref)
      .filter((it) => isDevice(tree, it) && !it.node.properties.has('xen,passthrough'))
      .map((it) => it.node.name);
    if (property === undefined || kept.length === 0 || tree.isPlugin) return;
    report({
      at: property.at,
      node: ref.path,
      message: `dom0 keeps ${kept.slice(0, 3).join(', ')}${kept.length > 3 ? ' and others' : ''}: Xen takes ${ref.node.name} from it, not what is in it; add xen,passthrough there, too`,
    });
  },
});

/** What a driver may take: ports and partitions have no compatible of their own. */
function isDevice(tree: DeviceTree, ref: NodeRef): boolean {
  return compatiblesOf(tree, ref).length > 0 && isAvailable(tree, ref);
}
