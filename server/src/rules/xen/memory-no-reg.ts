/** A memory node without `reg`. */
import { defineRule } from '../rule';
import { eachMemoryNode } from '../xen-items';
import { dom0Board, mark } from './example-board';

const withNode = (line: string) =>
  dom0Board('', `memory@c0000000 {\n    device_type = "memory";\n${line}};`);

export const memoryNoReg = defineRule({
  id: 'xen/memory-no-reg',
  severity: 'warning',
  summary: 'A memory node has no reg.',
  why: 'Xen panics while it reads the tree, unless the boot loader has filled reg in by then.',
  source: 'Xen common/device-tree/bootinfo-fdt.c: process_memory_node',
  since: '4.13',
  reader: 'xen',
  examples: [
    { title: 'No reg', dts: mark(withNode(''), 'memory@c0000000', 'has no reg') },
    { title: 'A bank', dts: withNode('    reg = <0xc0000000 0x10000000>;\n') },
  ],
  each: eachMemoryNode,
  checkEach({ node, hasDeviceType }, { model, isFragment }, report) {
    if (isFragment || !model.isXenBoot) return;
    if (hasDeviceType && !node.node.properties.has('reg'))
      report({
        at: node.node.at,
        node: node.path,
        message: `${node.node.name} has no reg: Xen panics unless the boot loader fills it in`,
      });
  },
});
