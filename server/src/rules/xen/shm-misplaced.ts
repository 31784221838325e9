/** Shared memory that is nobody's. */
import { defineRule } from '../rule';
import { eachSharedUse } from '../xen-items';
import { chosenBoard, domain, dom0Board, mark } from './example-board';
import { shmNode, soundShm } from './example-shm';

export const shmMisplaced = defineRule({
  id: 'xen/shm-misplaced',
  severity: 'warning',
  summary: 'A shared-memory node belongs to no domain.',
  why: 'Xen reserves the range and counts the node as a user, but maps it nowhere: below /chosen it is for dom0, which must exist, elsewhere it must be a child of a domain.',
  source: 'Xen common/device-tree/static-shmem.c: process_shm',
  since: '4.17',
  requires: ['xen/domain-misplaced'],
  reader: 'xen',
  examples: [
    {
      title: 'Below /chosen, without dom0',
      dts: mark(
        chosenBoard(`${domain('domU1', '')}\n${shmNode(soundShm)}`),
        'shared@68000000',
        'there is no dom0',
      ),
    },
    {
      title: 'Below /chosen, with dom0',
      dts: dom0Board(shmNode(soundShm.replace('0x80000000', '0x68000000'))),
    },
  ],
  each: eachSharedUse,
  checkEach({ shm: { node }, user }, { isFragment }, report) {
    if (isFragment || user !== undefined) return;
    const reason =
      node.parent?.path === '/chosen'
        ? 'there is no dom0'
        : `${node.parent?.node.name ?? ''} is no domain`;
    report({
      at: node.node.at,
      node: node.path,
      message: `${node.node.name} is mapped nowhere, as ${reason}: move it into a domain`,
    });
  },
});
