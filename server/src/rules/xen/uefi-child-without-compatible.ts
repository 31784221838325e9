/** A node without compatible where the UEFI stub expects modules. */
import { compatiblesOf } from '../../model/node-compatibles';
import { domainCompatible, listsInAnyCase } from '../../model/xen-names';
import type { DeviceTree } from '../../tree/dt-node';
import type { NodeRef } from '../../tree/node-ref';
import { defineRule } from '../rule';
import { eachXenNode } from '../xen-items';
import { mark } from './example-board';
import { uefiBoard } from './example-uefi';
import { isForUefi } from './uefi-modules';

export const uefiChildWithoutCompatible = defineRule({
  id: 'xen/uefi-child-without-compatible',
  severity: 'error',
  summary: 'A child of /chosen or of a domain has no compatible, in a tree for the UEFI stub.',
  why: 'The stub takes every child for a possible module, and treats one without compatible as an error: the boot stops, even when the node has nothing to do with Xen. The rule speaks only when the tree uses xen,uefi-binary.',
  source: 'Xen arch/arm/efi/efi-boot.h: handle_module_node',
  since: '4.16',
  reader: 'xen',
  examples: [
    {
      title: 'A node for notes',
      dts: mark(uefiBoard('notes { };'), 'notes', 'the UEFI stub stops at notes'),
    },
    { title: 'Only modules', dts: uefiBoard() },
  ],
  each: eachXenNode,
  checkEach({ node, path, parent }, { tree, isFragment }, report) {
    if (isFragment || !isForUefi(tree) || node.properties.has('compatible')) return;
    if (parent === undefined || !(parent.path === '/chosen' || isDomain(tree, parent))) return;
    report({
      at: node.at,
      node: path,
      message: `the UEFI stub stops at ${node.name}: children of ${parent.node.name} need a compatible`,
    });
  },
});

function isDomain(tree: DeviceTree, node: NodeRef): boolean {
  return (
    node.parent?.path === '/chosen' && listsInAnyCase(compatiblesOf(tree, node), domainCompatible)
  );
}
