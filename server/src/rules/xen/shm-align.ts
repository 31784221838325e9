/** Shared memory that is not made of whole pages. */
import { hex } from '../../memory/format-number';
import { defineRule } from '../rule';
import { eachSharedMemory } from '../xen-items';
import { domainBoard, mark } from './example-board';
import { shmNode, soundShm } from './example-shm';

const unaligned = 'xen,shared-mem = <0x68000800 0x80000000 0x100000>;';

export const shmAlign = defineRule({
  id: 'xen/shm-align',
  severity: 'error',
  summary: 'An address or the size in xen,shared-mem is not a multiple of 4 KiB.',
  why: 'Xen 4.19 and later panic while they read the tree, earlier releases when they build the domain.',
  source: 'Xen common/device-tree/static-shmem.c: process_shm_node',
  since: '4.17',
  requires: ['xen/shm-prop-length', 'xen/cells-out-of-range'],
  reader: 'xen',
  examples: [
    {
      title: 'Half a page too far',
      dts: mark(
        domainBoard(shmNode(`xen,shm-id = "ring";\n${unaligned}`)),
        unaligned,
        'host address 0x68000800 is not a multiple of 4 KiB',
      ),
    },
    { title: 'Whole pages', dts: domainBoard(shmNode(soundShm)) },
  ],
  each: eachSharedMemory,
  checkEach({ node, property, host, guestAddress, size }, _input, report) {
    const numbers = [
      ['host address', host?.start],
      ['guest address', guestAddress],
      ['size', size],
    ] as const;
    const wrong = numbers.find(([, value]) => value !== undefined && value % 4096n !== 0n);
    if (wrong === undefined || property === undefined) return;
    report({
      at: property.at,
      node: node.path,
      message: `${wrong[0]} ${hex(wrong[1] ?? 0n)} is not a multiple of 4 KiB: Xen panics`,
    });
  },
});
