import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { memoryMapText } from '../../../server/src/features/memory-map/text';
import { board, crowdedBoard, domain, mapOf, module } from './map-of';

const example = readFileSync(join(import.meta.dirname, '../../../examples/dom0less.dts'), 'utf8');
const linesOf = (dts: string) => memoryMapText(mapOf(dts), 'board.dts').trimEnd().split('\n');

test('the table of the example', () => {
  expect(memoryMapText(mapOf(example), 'examples/dom0less.dts'))
    .toBe(`Memory map of examples/dom0less.dts as Xen 4.22 reads it
4 GiB of RAM, 7 regions, 3896 MiB free, no overlap

RAM 0x040000000-0x0bfffffff  2 GiB  memory@40000000
  . 0x040000000-0x047ffffff  128 MiB  free
    0x048000000-0x049ffffff   32 MiB  domain-linux     kernel module@48000000
  . 0x04a000000-0x04bffffff   32 MiB  free
    0x04c000000-0x04d7fffff   24 MiB  domain-linux     ramdisk module@4c000000
  . 0x04d800000-0x04fffffff   40 MiB  free
    0x050000000-0x0507fffff    8 MiB  domain-realtime  kernel module@50000000
  . 0x050800000-0x053ffffff   56 MiB  free
    0x054000000-0x0543fffff    4 MiB  domain-realtime  ramdisk module@54000000
  . 0x054400000-0x05fffffff  188 MiB  free
    0x060000000-0x0601fffff    2 MiB  -                reserved memory firmware@60000000
  . 0x060200000-0x06fffffff  254 MiB  free
    0x070000000-0x077ffffff  128 MiB  domain-realtime  static memory xen,static-mem
  . 0x078000000-0x08fffffff  384 MiB  free
    0x090000000-0x0901fffff    2 MiB  domain-linux + domain-realtime  shared memory shared-memory
  . 0x090200000-0x0bfffffff  766 MiB  free

RAM 0x880000000-0x8ffffffff  2 GiB  memory@40000000
  . 0x880000000-0x8ffffffff    2 GiB  free
`);
});

test('an overlap stands below the region that lies higher, with its consequence', () => {
  const chosen = `${module('50000000', 'kernel')} ${module('50080000', 'ramdisk')}`;
  const lines = linesOf(board({ chosen }));
  expect(lines[1]).toContain('1 OVERLAP');
  const at = lines.findIndex((it) => it.includes('ramdisk@') || it.includes('module@50080000 ('));
  expect(lines[at]).toMatch(/^ {2}! 0x50080000-.*ramdisk module@50080000 \(dropped by Xen\)$/);
  expect(lines[at + 1]).toBe(
    '  !   OVERLAP of 512 KiB: module@50080000 with module@50000000; Xen drops module@50080000',
  );
});

test('what lies outside RAM stands under a heading of its own, in the order of addresses', () => {
  const ram = ['0x40000000 0x1000000', '0x60000000 0x1000000'];
  const chosen = `${module('50000000', 'kernel')} ${module('60000000', 'ramdisk')}`;
  const headings = linesOf(board({ ram, chosen })).filter((it) => /^(RAM|Outside)/.test(it));
  expect(headings.map((it) => it.slice(0, 14))).toEqual([
    'RAM 0x40000000',
    'Outside RAM',
    'RAM 0x60000000',
  ]);
});

test('without RAM there is one list and a note', () => {
  const lines = linesOf(board({ ram: [], chosen: module('50000000', 'kernel') }));
  expect(lines.slice(1, 5)).toEqual([
    'RAM not known, 1 region, no overlap',
    '',
    'Claimed',
    '    0x50000000-0x500fffff  1 MiB  dom0  kernel module@50000000',
  ]);
  expect(lines.at(-1)).toMatch(/^note: the tree does not tell the RAM/);
});

test('many regions with long names and many overlaps fit in 100 columns', () => {
  const dense = Array.from({ length: 12 }, (_, i) =>
    domain(
      `a-domain-with-a-long-name-${i}`,
      module(`5000${i.toString(16)}000`, 'kernel', '0x4000'),
    ),
  );
  for (const dts of [crowdedBoard(20), board({ chosen: dense.join('\n') })])
    for (const line of linesOf(dts)) expect(line.length, line).toBeLessThanOrEqual(100);
});
