/** An empty id of shared memory. */
import { byteLengthOf } from '../../tree/value';
import { defineRule } from '../rule';
import { eachSharedMemory } from '../xen-items';
import { domainBoard, mark } from './example-board';
import { shmNode, soundShm } from './example-shm';

export const shmIdEmpty = defineRule({
  id: 'xen/shm-id-empty',
  severity: 'error',
  summary: 'xen,shm-id is empty.',
  why: 'An empty text, or a number whose first byte is 0, makes Xen hit a BUG when it builds the domain.',
  source: 'Xen common/device-tree/static-shmem.c: process_shm',
  since: '4.17',
  requires: ['xen/string-prop-as-cells'],
  reader: 'xen',
  examples: [
    {
      title: 'Empty',
      dts: mark(
        domainBoard(shmNode(soundShm.replace('ring', ''))),
        'xen,shm-id = "";',
        'xen,shm-id is empty',
      ),
    },
    { title: 'An id', dts: domainBoard(shmNode(soundShm)) },
  ],
  each: eachSharedMemory,
  checkEach({ node, id }, { tree }, report) {
    const property = node.node.properties.get('xen,shm-id');
    if (property === undefined) return;
    const isEmpty = id === '' || byteLengthOf(tree, property) === 0;
    if (isEmpty)
      report({
        at: property.at,
        node: node.path,
        message: 'xen,shm-id is empty: Xen stops with a BUG when it builds the domain',
      });
  },
});
