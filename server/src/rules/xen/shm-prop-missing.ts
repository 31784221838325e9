/** Shared memory without a range. */
import { defineRule } from '../rule';
import { eachSharedMemory } from '../xen-items';
import { domainBoard, mark } from './example-board';
import { shmNode, soundShm } from './example-shm';
import { earlyFailure } from './report-clash';

export const shmPropMissing = defineRule({
  id: 'xen/shm-prop-missing',
  severity: 'error',
  summary: 'A shared-memory node has no xen,shared-mem.',
  why: 'Xen panics while it reads the tree.',
  source: 'Xen common/device-tree/static-shmem.c: process_shm_node',
  since: '4.17',
  reader: 'xen',
  examples: [
    {
      title: 'No range',
      dts: mark(
        domainBoard(shmNode('xen,shm-id = "ring";')),
        'shared@68000000',
        'has no xen,shared-mem',
      ),
    },
    { title: 'A range', dts: domainBoard(shmNode(soundShm)) },
  ],
  each: eachSharedMemory,
  checkEach({ node, property }, { isFragment, target }, report) {
    if (isFragment) return;
    if (property === undefined)
      report({
        at: node.node.at,
        node: node.path,
        message: `${node.node.name} has no xen,shared-mem: ${earlyFailure({ target })}`,
      });
  },
});
