/** Shared memory without an id. */
import { defineRule } from '../rule';
import { eachSharedMemory } from '../xen-items';
import { domainBoard, mark } from './example-board';
import { shmNode, soundShm } from './example-shm';
import { earlyFailure } from './report-clash';

export const shmIdMissing = defineRule({
  id: 'xen/shm-id-missing',
  severity: 'error',
  summary: 'A shared-memory node has no xen,shm-id.',
  why: 'The id says which nodes are one region. Xen panics while it reads the tree.',
  source: 'Xen common/device-tree/static-shmem.c: process_shm_node',
  since: '4.17',
  reader: 'xen',
  examples: [
    {
      title: 'No id',
      dts: mark(
        domainBoard(shmNode('xen,shared-mem = <0x68000000 0x80000000 0x100000>;')),
        'shared@68000000',
        'has no xen,shm-id',
      ),
    },
    { title: 'An id', dts: domainBoard(shmNode(soundShm)) },
  ],
  each: eachSharedMemory,
  checkEach({ node }, { isFragment, target }, report) {
    if (isFragment) return;
    if (!node.node.properties.has('xen,shm-id'))
      report({
        at: node.node.at,
        node: node.path,
        message: `${node.node.name} has no xen,shm-id: ${earlyFailure({ target })}`,
      });
  },
});
