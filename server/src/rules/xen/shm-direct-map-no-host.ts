/** Shared memory without a host address, in a direct-mapped domain. */
import { defineRule } from '../rule';
import { eachSharedUse } from '../xen-items';
import { dom0Board, mark } from './example-board';
import { shmNode, soundShm } from './example-shm';
import { isDirectMapped } from './shm-direct-map';

const without = 'xen,shared-mem = <0x68000000 0x100000>;';

export const shmDirectMapNoHost = defineRule({
  id: 'xen/shm-direct-map-no-host',
  severity: 'error',
  summary: 'A direct-mapped domain has shared memory without a host address.',
  why: 'Without it Xen takes memory from the heap, which cannot lie at the address of the guest: Xen panics.',
  source: 'Xen common/device-tree/static-shmem.c: process_shm',
  since: '4.19',
  reader: 'xen',
  examples: [
    {
      title: 'Shared memory of dom0 from the heap',
      dts: mark(
        dom0Board(shmNode(`xen,shm-id = "ring";\n${without}`)),
        without,
        'dom0 is direct-mapped and needs the host address',
      ),
    },
    {
      title: 'At an address of the host',
      dts: dom0Board(shmNode(soundShm.replace('0x80000000', '0x68000000'))),
    },
  ],
  each: eachSharedUse,
  checkEach(use, { model }, report) {
    const { shm, user } = use;
    if (shm.form !== 'without host address') return;
    if (user === undefined || !isDirectMapped(use, model)) return;
    report({
      at: shm.property?.at ?? shm.node.node.at,
      node: shm.node.path,
      message: `${user} is direct-mapped and needs the host address in xen,shared-mem: Xen panics`,
    });
  },
});
