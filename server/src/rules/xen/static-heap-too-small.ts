/** A static heap that a 32-bit Xen cannot use. */
import { defineRule } from '../rule';
import { chosenBoard, domain, mark } from './example-board';
import { staticHeapOf } from './static-heap';

const mib32 = 0x2000000n;
const board = { bits: 32 } as const;
const heap = (size: string) => `xen,static-heap = <0x80000000 ${size}>;`;
const source = (size: string) => chosenBoard(`${heap(size)}\n${domain('domU1', '')}`);

export const staticHeapTooSmall = defineRule({
  id: 'xen/static-heap-too-small',
  severity: 'error',
  summary: 'No range of xen,static-heap has 32 aligned MiB for a 32-bit Xen.',
  why: 'A 32-bit Xen takes its own heap from a block of at least 32 MiB that is aligned to 32 MiB, within one range, and panics when there is none.',
  source: 'Xen arch/arm/arm32/mmu/mm.c: setup_mm',
  since: '4.17',
  requires: ['xen/static-heap-cells'],
  reader: 'xen',
  examples: [
    {
      title: '16 MiB',
      board,
      dts: mark(source('0x1000000'), heap('0x1000000'), 'no range holds 32 aligned MiB'),
    },
    { title: '64 MiB', board, dts: source('0x4000000') },
  ],
  check({ model, board: facts = {} }, report) {
    const { chosen } = model;
    const property = chosen?.node.properties.get('xen,static-heap');
    if (facts.bits !== 32 || chosen === undefined || property === undefined) return;
    const entries = staticHeapOf(model)?.entries.filter((it) => it !== undefined) ?? [];
    if (entries.length === 0) return;
    const isEnough = entries.some(({ start, size }) => {
      const aligned = ((start + mib32 - 1n) / mib32) * mib32;
      return start + size >= aligned + mib32;
    });
    if (isEnough) return;
    report({
      at: property.at,
      node: chosen.path,
      message: 'no range holds 32 aligned MiB, which a 32-bit Xen needs for itself: it panics',
    });
  },
});
