/** Shared memory where the board has none. */
import { formatRange, formatRanges } from '../../memory/format-number';
import { isCovered } from '../../memory/interval';
import { defineRule } from '../rule';
import { eachSharedMemory } from '../xen-items';
import { domainBoard, mark } from './example-board';
import { shmNode, soundShm } from './example-shm';

const outside = '0x30000000 0x80000000 0x100000';

export const shmOutsideRam = defineRule({
  id: 'xen/shm-outside-ram',
  severity: 'error',
  summary: 'The host range of xen,shared-mem does not lie in the memory of the board.',
  why: 'Xen panics when it builds the domain.',
  source: 'Xen common/device-tree/static-shmem.c: process_shm',
  since: '4.17',
  requires: ['xen/shm-prop-length', 'xen/cells-out-of-range'],
  reader: 'xen',
  examples: [
    {
      title: 'Below RAM',
      dts: mark(
        domainBoard(shmNode(soundShm.replace(/<.*>/, `<${outside}>`))),
        outside,
        'lies outside RAM',
      ),
    },
    { title: 'In RAM', dts: domainBoard(shmNode(soundShm)) },
  ],
  each: eachSharedMemory,
  checkEach({ node, host }, { model }, report) {
    const { ram } = model;
    if (ram === undefined) return;
    if (host === undefined || isCovered(ram, host)) return;
    report({
      at: host.at,
      node: node.path,
      message: `${formatRange(host)} lies outside RAM (${formatRanges(ram)}): Xen panics`,
    });
  },
});
