/** Memory that UEFI describes, described again. */
import { defineRule } from '../rule';
import { eachMemoryNode } from '../xen-items';
import { dom0Board, mark } from './example-board';

export const uefiMemoryNodesIgnored = defineRule({
  id: 'xen/uefi-memory-nodes-ignored',
  severity: 'information',
  summary: 'A memory node, and Xen starts by UEFI.',
  why: "Xen takes RAM from UEFI's memory map and does not look at memory nodes; /memreserve/ is removed.",
  source: 'Xen common/device-tree/bootinfo-fdt.c: early_scan_node; arch/arm/efi/efi-boot.h',
  reader: 'xen',
  examples: [
    {
      title: 'UEFI',
      board: { uefi: true },
      dts: mark(dom0Board(''), 'memory@40000000', 'Xen does not look at memory@40000000'),
    },
    { title: 'No UEFI', board: { uefi: false }, dts: dom0Board('') },
  ],
  each: eachMemoryNode,
  checkEach({ node }, { board = {}, model }, report) {
    if (board.uefi !== true || !model.isXenBoot) return;
    report({
      at: node.node.at,
      node: node.path,
      message: `Xen does not look at ${node.node.name}: it takes RAM from the memory map of UEFI`,
    });
  },
});
