/** A device of a guest has interrupts and no controller. */
import { partialTreeOf } from '../../model/partial-tree';
import type { NodeRef } from '../../tree/node-ref';
import { childOf, rootOf } from '../../tree/node-ref';
import { addPropertyFix } from '../make-fix';
import { defineRule } from '../rule';
import { partialTree, soundPath, soundReg } from './example-partial';
import { mark } from './example-board';

const board = (line: string) =>
  partialTree({ device: `${soundReg}\n${soundPath}\n${line}interrupts = <0 2 4>;` });

export const pdtbNoInterruptParent = defineRule({
  id: 'xen/pdtb-no-interrupt-parent',
  severity: 'warning',
  summary: "A device in a guest's own tree has interrupts and no interrupt-parent.",
  why: 'The root that Xen makes for the guest has no interrupt-parent: it has to stand in the device or in a node around it below /passthrough, or the guest cannot use the interrupt.',
  source: 'Xen common/device-tree/dom0less-build.c: prepare_dtb_domU',
  since: '4.13',
  reader: 'xen',
  examples: [
    {
      title: 'No parent',
      dts: mark(board(''), 'interrupts = <0 2 4>;', 'has no interrupt-parent'),
      fixed: board('').replace(/( +)rtc@9010000 \{\n/, '$&$1    interrupt-parent = <&gic>;\n'),
    },
    { title: 'A parent', dts: board('interrupt-parent = <&gic>;\n') },
  ],
  on: ['interrupts'],
  checkNode(ref, { tree, isFragment }, report) {
    const passthrough = partialTreeOf(tree);
    const property = ref.node.properties.get('interrupts');
    if (isFragment || passthrough === undefined || property === undefined) return;
    let isBelow = false;
    for (let at: NodeRef | undefined = ref; at?.parent !== undefined; at = at.parent) {
      if (at.node.properties.has('interrupt-parent')) return;
      isBelow ||= at === passthrough;
    }
    if (!isBelow) return;
    const label = childOf(rootOf(tree), 'gic')?.node.labels[0]?.name;
    report({
      at: property.at,
      node: ref.path,
      message: `${ref.node.name} has no interrupt-parent, and the root that Xen makes has none either: the guest cannot use the interrupt`,
      fixes: label === undefined ? [] : addPropertyFix(ref.node, `interrupt-parent = <&${label}>;`),
    });
  },
});
