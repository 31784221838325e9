/** More banks of RAM than Xen has room for. */
import { mostBanks, mostBanksBefore417 } from '../../memory/most-banks';
import { isSince } from '../../model/target';
import { defineRule } from '../rule';
import { dom0Board, mark } from './example-board';
import { earlyFailure, versionOf } from './report-clash';

const banks = (count: number) =>
  `<${Array.from({ length: count }, (_, i) => `0x${(0xc0000000 + i * 0x20000).toString(16)} 0x10000`).join(' ')}>`;
const board = (count: number) =>
  dom0Board('', `memory@c0000000 {\n    device_type = "memory";\n    reg = ${banks(count)};\n};`);

export const memoryTooMany = defineRule({
  id: 'xen/memory-too-many',
  severity: 'error',
  summary: `The memory nodes have more than ${mostBanks} banks.`,
  why: 'Xen has a table of 256 banks (128 before 4.17) and panics while it reads the tree.',
  source: 'Xen common/device-tree/bootinfo-fdt.c: process_memory_node; bootfdt.h: NR_MEM_BANKS',
  reader: 'xen',
  examples: [
    {
      title: 'A bank for every 128 KiB',
      dts: mark(board(mostBanks), 'memory@c0000000', `${mostBanks + 1} banks`),
    },
    { title: 'Three banks', dts: board(2) },
  ],
  check({ model, isFragment, target }, report) {
    const { memoryNodes } = model;
    if (isFragment || !model.isXenBoot) return;
    const most = isSince(versionOf({ target }), '4.17') ? mostBanks : mostBanksBefore417;
    let count = 0;
    for (const { node, reg, isAvailable } of memoryNodes) {
      count += isAvailable ? (reg?.entries.length ?? 0) : 0;
      if (count <= most) continue;
      report({
        at: node.node.at,
        node: node.path,
        message: `the memory nodes have ${count} banks up to here, and Xen has room for ${most}: ${earlyFailure({ target })}`,
      });
      return;
    }
  },
});
