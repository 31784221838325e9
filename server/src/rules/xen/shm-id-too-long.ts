/** An id of shared memory that does not fit. */
import { defineRule } from '../rule';
import { eachSharedMemory } from '../xen-items';
import { domainBoard, mark } from './example-board';
import { shmNode, soundShm } from './example-shm';
import { earlyFailure } from './report-clash';

const longest = 15;
const board = (id: string) => domainBoard(shmNode(soundShm.replace('ring', id)));

export const shmIdTooLong = defineRule({
  id: 'xen/shm-id-too-long',
  severity: 'error',
  summary: `xen,shm-id has more than ${longest} characters.`,
  why: 'Xen panics while it reads the tree.',
  source:
    'Xen common/device-tree/static-shmem.c: process_shm_node; include/public/device_tree_defs.h: MAX_SHM_ID_LENGTH',
  since: '4.17',
  reader: 'xen',
  examples: [
    {
      title: 'Sixteen characters',
      dts: mark(board('a-ring-of-memory'), 'xen,shm-id = "a-ring-of-memory";', 'has 16 characters'),
    },
    { title: 'Fifteen characters', dts: board('a-ring-of-pages') },
  ],
  each: eachSharedMemory,
  checkEach({ node, id }, { target }, report) {
    const property = node.node.properties.get('xen,shm-id');
    if (id === undefined || property === undefined || id.length <= longest) return;
    report({
      at: property.at,
      node: node.path,
      message: `xen,shm-id has ${id.length} characters, Xen has room for ${longest}: ${earlyFailure({ target })}`,
    });
  },
});
