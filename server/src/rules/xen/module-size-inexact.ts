/** `reg` says another size than the file has. */
import { encodeReg } from '../../memory/encode-reg';
import { formatSize } from '../../memory/format-number';
import { setValueFix } from '../make-fix';
import { defineRule } from '../rule';
import { eachModule } from '../xen-items';
import { dom0Board, mark } from './example-board';

const reg = '0x50000000 0x100000';
const board = (size: bigint) => ({ files: new Map([['/chosen/kernel@50000000', size]]) });

export const moduleSizeInexact = defineRule({
  id: 'xen/module-size-inexact',
  severity: 'warning',
  summary: 'The size of a module is not that of its file.',
  why: 'Too small, and the end of the file is missing. Too large, and a kernel that is compressed with gzip fails, as Xen reads its length from the last four bytes; a ramdisk carries what lies behind it.',
  source: 'Xen common/device-tree/kernel.c: output_length; docs/features/dom0less.pandoc',
  reader: 'xen',
  examples: [
    {
      title: 'A file of 900 KiB',
      board: board(0xe1000n),
      dts: mark(dom0Board(''), reg, 'the file has 900 KiB'),
      fixed: dom0Board('').replace(reg, '0x50000000 0xe1000'),
    },
    { title: 'As large as the file', board: board(0x100000n), dts: dom0Board('') },
  ],
  each: eachModule,
  checkEach({ node, reg: reading }, { board = {} }, report) {
    const size = board.files?.get(node.path);
    const entry = reading?.entries[0];
    if (reading === undefined || entry === undefined || size === undefined) return;
    if (entry.size === size) return;
    const { address, size: sizeCells } = reading.cells;
    const isOnly = reading.entries.length === 1;
    const value = isOnly
      ? encodeReg([{ address: entry.start, size }], address, sizeCells)
      : undefined;
    const isCut = entry.size < size;
    report({
      at: entry.at,
      node: node.path,
      ...(isCut && { severity: 'error' }),
      message: `the file has ${formatSize(size)}, reg says ${formatSize(entry.size)}: ${isCut ? 'its end is missing' : 'what lies behind the file counts as part of it'}; write 0x${size.toString(16)}`,
      fixes: value === undefined ? [] : setValueFix(reading.property, value),
    });
  },
});
