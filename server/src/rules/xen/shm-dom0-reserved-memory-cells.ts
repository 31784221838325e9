/** dom0's node for shared memory is written with the wrong cells. */
import { strictCells } from '../../memory/cells';
import { reservedMemoryNode } from '../../memory/reserved-memory';
import { rootOf } from '../../tree/node-ref';
import { defineRule } from '../rule';
import { eachSharedUse } from '../xen-items';
import { dom0Board, mark } from './example-board';
import { shmNode } from './example-shm';

const shm = shmNode('xen,shm-id = "ring";\nxen,shared-mem = <0x68000000 0x68000000 0x100000>;');
const board = (cells: number) =>
  dom0Board(
    shm,
    `reserved-memory {
    #address-cells = <${cells}>;
    #size-cells = <${cells}>;
    ranges;
};`,
  );

export const shmDom0ReservedMemoryCells = defineRule({
  id: 'xen/shm-dom0-reserved-memory-cells',
  severity: 'warning',
  summary: 'dom0 shares memory, and /reserved-memory has other cells than the root.',
  why: "Xen adds a node for the shared memory to dom0's /reserved-memory and writes its reg with the cells of the root: dom0 reads another address.",
  source: 'Xen arch/arm/domain_build.c: handle_node',
  since: '4.19',
  reader: 'xen',
  examples: [
    {
      title: 'Two cells below, one in the root',
      dts: mark(board(2), 'reserved-memory', 'has other cells than the root'),
    },
    { title: 'One cell in both', dts: board(1) },
  ],
  each: eachSharedUse,
  checkEach({ shm: { node }, user }, { tree }, report) {
    const reserved = reservedMemoryNode(tree);
    if (user !== 'dom0' || reserved === undefined) return;
    const own = strictCells(tree, reserved);
    const root = strictCells(tree, rootOf(tree));
    if (own === undefined || root === undefined) return;
    if (own.address === root.address && own.size === root.size) return;
    report({
      at: reserved.node.at,
      node: reserved.path,
      message: `/reserved-memory has other cells than the root: Xen writes reg of ${node.node.name} with those of the root, and dom0 misreads it`,
      related: [{ at: node.node.at, message: 'the memory that dom0 shares' }],
    });
  },
});
