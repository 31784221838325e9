/** A node without compatible where the UEFI stub expects modules. */
import { childrenOf } from '../../tree/node-ref';
import { defineRule } from '../rule';
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
  check({ model, isFragment }, report) {
    const { chosen } = model;
    if (isFragment || chosen === undefined || !isForUefi(model)) return;
    for (const parent of [chosen, ...model.domains.map((it) => it.node)])
      for (const { node, path } of childrenOf(parent))
        if (!node.properties.has('compatible'))
          report({
            at: node.at,
            node: path,
            message: `the UEFI stub stops at ${node.name}: children of ${parent.node.name} need a compatible`,
          });
  },
});
