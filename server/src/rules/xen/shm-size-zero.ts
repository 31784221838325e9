/** Shared memory of size 0. */
import { defineRule } from '../rule';
import { eachSharedMemory } from '../xen-items';
import { domainBoard, mark } from './example-board';
import { shmNode, soundShm } from './example-shm';
import { earlyFailure } from './report-clash';

const empty = 'xen,shared-mem = <0x68000000 0x80000000 0x0>;';

export const shmSizeZero = defineRule({
  id: 'xen/shm-size-zero',
  severity: 'error',
  summary: 'The size in xen,shared-mem is 0, or the range passes the end of the address space.',
  why: 'Xen panics while it reads the tree.',
  source: 'Xen common/device-tree/static-shmem.c: process_shm_node',
  since: '4.17',
  requires: ['xen/shm-prop-length', 'xen/cells-out-of-range'],
  reader: 'xen',
  examples: [
    {
      title: 'No memory',
      dts: mark(domainBoard(shmNode(`xen,shm-id = "ring";\n${empty}`)), empty, 'size is 0'),
    },
    { title: 'Some memory', dts: domainBoard(shmNode(soundShm)) },
  ],
  each: eachSharedMemory,
  checkEach({ node, property, host, size }, { target }, report) {
    const isWrapped = host !== undefined && host.end > 1n << 64n;
    if (property === undefined || (size !== 0n && !isWrapped)) return;
    const problem = isWrapped ? 'the range passes the end of the address space' : 'the size is 0';
    report({
      at: property.at,
      node: node.path,
      message: `${problem}: ${earlyFailure({ target })}`,
    });
  },
});
