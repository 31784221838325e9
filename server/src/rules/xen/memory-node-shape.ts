/** A memory node that Xen does not count as RAM. */
import { baseName } from '../../tree/node-ref';
import { defineRule } from '../rule';
import { eachMemoryNode } from '../xen-items';
import { dom0Board, mark } from './example-board';
import { addPropertyFix } from '../make-fix';
import type { MemoryNode } from '../../memory/ram';

const withNode = (lines: string) =>
  dom0Board('', `memory@c0000000 {\n${lines}\n    reg = <0xc0000000 0x10000000>;\n};`);

export const memoryNodeShape = defineRule({
  id: 'xen/memory-node-shape',
  severity: 'warning',
  summary: 'A memory node lacks the name or the device_type that Xen asks for.',
  why: 'Xen 4.20 and later count only children of the root that are called memory or memory@… and have device_type = "memory"; earlier releases go by the name. Linux goes by device_type.',
  source: 'Xen common/device-tree/bootinfo-fdt.c: device_tree_is_memory_node',
  requires: ['xen/memory-none'],
  reader: 'xen',
  examples: [
    {
      title: 'No device_type',
      dts: mark(withNode(''), 'memory@c0000000', 'memory@c0000000 does not count as RAM'),
      fixed: withNode('    device_type = "memory";'),
    },
    { title: 'Name and type', dts: withNode('    device_type = "memory";') },
  ],
  each: eachMemoryNode,
  checkEach(memory, { model }, report) {
    if (!model.isXenBoot) return;
    const lack = missingShape(memory);
    if (lack === undefined) return;
    const { node } = memory;
    report({
      at: node.node.at,
      node: node.path,
      message: `${node.node.name} does not count as RAM for Xen: it ${lack}`,
      fixes: memory.hasDeviceType ? [] : addPropertyFix(node.node, 'device_type = "memory";'),
    });
  },
});

/** What the node lacks to be RAM for the newest Xen; undefined when it is. */
export function missingShape({ node, hasDeviceType }: MemoryNode): string | undefined {
  if (!hasDeviceType) return 'lacks device_type = "memory"';
  return baseName(node.node.name) === 'memory' ? undefined : 'is not called memory or memory@…';
}
