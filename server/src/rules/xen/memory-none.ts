/** No memory node counts as RAM. */
import type { Place } from '../../preprocessor/problem';
import type { DtNode } from '../../tree/dt-node';
import { defineRule } from '../rule';
import { chosenBoard, dom0Board, mark } from './example-board';
import { addPropertyFix } from '../make-fix';
import { missingShape } from './memory-node-shape';

const withoutType = dom0Board('').replace(/ +device_type = "memory";\n/, '');

export const memoryNone = defineRule({
  id: 'xen/memory-none',
  severity: 'error',
  summary: 'The tree has memory nodes, but none that Xen counts as RAM.',
  why: 'Xen finds no memory and stops early, often without a helpful message ("Frametable too small"). The rule is silent when there is no memory node at all, as firmware then provides it.',
  source:
    'Xen common/device-tree/bootinfo-fdt.c: device_tree_is_memory_node; arch/arm/mm.c: setup_mm',
  reader: 'xen',
  examples: [
    {
      title: 'device_type is missing',
      dts: mark(withoutType, 'memory@40000000', 'Xen finds no RAM'),
      fixed: withoutType.replace(/( +)memory@40000000 \{\n/, '$&$1    device_type = "memory";\n'),
    },
    { title: 'One node is RAM', dts: chosenBoard('') },
  ],
  check({ model, isFragment }, report) {
    const { memoryNodes } = model;
    if (isFragment || !model.isXenBoot) return;
    if (memoryNodes.some((it) => missingShape(it) === undefined)) return;
    for (const memory of memoryNodes.filter((it) => (it.reg?.entries.length ?? 0) > 0))
      report({
        at: whereTypeWent(memory.node.node) ?? memory.node.node.at,
        node: memory.node.path,
        message: `Xen finds no RAM: ${memory.node.node.name} ${missingShape(memory) ?? ''}`,
        fixes: memory.hasDeviceType
          ? []
          : addPropertyFix(memory.node.node, 'device_type = "memory";'),
      });
  },
});

/** The statement that took `device_type` away, when one did. */
function whereTypeWent({ deletions }: DtNode): Place | undefined {
  return deletions.findLast((it) => it.kind === 'property' && it.name === 'device_type')?.at;
}
