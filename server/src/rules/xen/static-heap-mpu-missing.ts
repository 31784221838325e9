/** A Xen for an MPU without a heap. */
import { defineRule } from '../rule';
import { chosenBoard, domain, mark } from './example-board';

const board = { options: { MPU: true } };

export const staticHeapMpuMissing = defineRule({
  id: 'xen/static-heap-mpu-missing',
  severity: 'error',
  summary: '/chosen lacks xen,static-heap, and Xen is built for an MPU.',
  why: 'Without an MMU Xen takes all its memory from the first range of xen,static-heap, and panics when there is none.',
  source: 'Xen arch/arm/mpu/mm.c: setup_mm_helper',
  since: '4.22',
  reader: 'xen',
  examples: [
    {
      title: 'No heap',
      board,
      dts: mark(chosenBoard(domain('domU1', '')), 'chosen', 'lacks xen,static-heap'),
    },
    {
      title: 'A heap',
      board,
      dts: chosenBoard(`xen,static-heap = <0x80000000 0x10000000>;\n${domain('domU1', '')}`),
    },
  ],
  check({ model, isFragment, board: facts = {} }, report) {
    const { chosen } = model;
    if (isFragment || facts.options?.MPU !== true || chosen === undefined) return;
    if (!model.isXenBoot || chosen.node.properties.has('xen,static-heap')) return;
    report({
      at: chosen.node.definitions.at(-1)?.target ?? chosen.node.at,
      node: chosen.path,
      message:
        '/chosen lacks xen,static-heap, from which a Xen for an MPU takes its memory: it panics',
    });
  },
});
