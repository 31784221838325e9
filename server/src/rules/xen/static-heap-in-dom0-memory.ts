/** The static heap is told to dom0 as reserved memory of its own. */
import { reservedMemoryNode, reservedRegionsOf } from '../../memory/reserved-memory';
import { childrenOf, rootOf } from '../../tree/node-ref';
import { defineRule } from '../rule';
import { boardWith, mark } from './example-board';

const reserved = `reserved-memory {
    #address-cells = <1>;
    #size-cells = <1>;
    ranges;
    firmware@78000000 { reg = <0x78000000 0x100000>; };
};`;
const chosen = `chosen {
    #address-cells = <1>;
    #size-cells = <1>;
    xen,static-heap = <0x80000000 0x10000000>;
    kernel@50000000 {
        compatible = "multiboot,kernel", "multiboot,module";
        reg = <0x50000000 0x100000>;
    };
};`;

export const staticHeapInDom0Memory = defineRule({
  id: 'xen/static-heap-in-dom0-memory',
  severity: 'warning',
  summary: '/reserved-memory stands before a /chosen with xen,static-heap, and there is a dom0.',
  why: "Xen lists what it has on record as reserved in a memory node of dom0's tree. With /reserved-memory first the ranges of the heap get into that list, and dom0 is told of memory that is Xen's.",
  source: 'Xen common/device-tree/domain-build.c: make_memory_node',
  since: '4.17',
  reader: 'xen',
  examples: [
    {
      title: '/reserved-memory first',
      dts: mark(
        boardWith(`${reserved}\n${chosen}`),
        'xen,static-heap = <0x80000000 0x10000000>;',
        'stands behind /reserved-memory',
      ),
    },
    { title: '/chosen first', dts: boardWith(`${chosen}\n${reserved}`) },
  ],
  check({ tree, model }, report) {
    const { chosen } = model;
    const heap = chosen?.node.properties.get('xen,static-heap');
    const reservedNode = reservedMemoryNode(tree);
    if (chosen === undefined || heap === undefined) return;
    if (reservedNode === undefined || !reservedRegionsOf(tree).some((it) => it.reg)) return;
    const top = childrenOf(rootOf(tree));
    if (top.indexOf(reservedNode) > top.indexOf(chosen)) return;
    if (model.dom0?.kernel === undefined) return;
    report({
      at: heap.at,
      node: chosen.path,
      message:
        '/chosen stands behind /reserved-memory: Xen tells dom0 of the static heap as memory; put /chosen first',
      related: [{ at: reservedNode.node.at, message: '/reserved-memory' }],
    });
  },
});
