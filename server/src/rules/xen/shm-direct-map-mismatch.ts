/** Shared memory at another address than the host's, in a direct-mapped domain. */
import { hex } from '../../memory/format-number';
import { defineRule } from '../rule';
import { eachSharedUse } from '../xen-items';
import { dom0Board, mark } from './example-board';
import { shmNode, soundShm } from './example-shm';
import { isDirectMapped } from './shm-direct-map';

const equal = soundShm.replace('0x80000000', '0x68000000');

export const shmDirectMapMismatch = defineRule({
  id: 'xen/shm-direct-map-mismatch',
  severity: 'error',
  summary: 'A direct-mapped domain has shared memory whose host and guest address differ.',
  why: 'dom0 and domains with direct-map see memory at the addresses of the host: Xen panics when they differ.',
  source: 'Xen common/device-tree/static-shmem.c: process_shm',
  since: '4.19',
  requires: ['xen/shm-align', 'xen/shm-prop-length'],
  reader: 'xen',
  examples: [
    {
      title: 'Shared memory of dom0 at another address',
      dts: mark(
        dom0Board(shmNode(soundShm)),
        'xen,shared-mem = <0x68000000 0x80000000 0x100000>;',
        'guest address 0x80000000 must be the host address 0x68000000',
      ),
    },
    { title: 'At the same address', dts: dom0Board(shmNode(equal)) },
  ],
  each: eachSharedUse,
  checkEach(use, { model }, report) {
    const { host, guestAddress, property, node } = use.shm;
    if (host === undefined || guestAddress === undefined || host.start === guestAddress) return;
    if (use.user === undefined || !isDirectMapped(use, model)) return;
    report({
      at: property?.at ?? node.node.at,
      node: node.path,
      message: `guest address ${hex(guestAddress)} must be the host address ${hex(host.start)}, as ${use.user} is direct-mapped: Xen panics`,
    });
  },
});
