/** Shared memory, and a Xen without it. */
import { isOff } from '../../model/board';
import { defineRule } from '../rule';
import { eachSharedMemory } from '../xen-items';
import { domainBoard, mark } from './example-board';
import { shmNode, soundShm } from './example-shm';

const board = { options: { STATIC_SHM: false } };
const shared = domainBoard(shmNode(soundShm));

export const shmNotBuilt = defineRule({
  id: 'xen/shm-not-built',
  severity: 'error',
  summary: 'A node shares memory, and Xen is built without STATIC_SHM.',
  why: 'Such a Xen refuses the node: "CONFIG_STATIC_SHM must be enabled for parsing static shared memory nodes". Releases before 4.19 then go on without the rest of the tree and crash; later ones panic.',
  source: 'Xen include/xen/static-shmem.h: process_shm_node; bootinfo-fdt.c: early_scan_node',
  since: '4.17',
  reader: 'xen',
  examples: [
    {
      title: 'Not built',
      board,
      dts: mark(shared, '"xen,domain-shared-memory-v1"', 'Xen is built without STATIC_SHM'),
    },
    { title: 'Built', board: { options: { STATIC_SHM: true } }, dts: shared },
  ],
  each: eachSharedMemory,
  checkEach({ node }, { board = {} }, report) {
    if (!isOff(board, 'STATIC_SHM')) return;
    const compatible = node.node.properties.get('compatible');
    report({
      at: compatible?.definitions.at(-1)?.value ?? node.node.at,
      node: node.path,
      message: `Xen is built without STATIC_SHM: it stops at ${node.node.name}; build it in, or remove the node`,
    });
  },
});
