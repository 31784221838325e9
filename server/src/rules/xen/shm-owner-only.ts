/** A shared region that nobody shares. */
import { defineRule } from '../rule';
import { eachSharedRegion } from '../xen-items';
import { domainBoard, mark } from './example-board';
import { shmNode, soundShm, twoUsers } from './example-shm';

export const shmOwnerOnly = defineRule({
  id: 'xen/shm-owner-only',
  severity: 'hint',
  summary: 'Only one node has this xen,shm-id.',
  why: 'It works, but nobody shares the memory: the other node may have another id by mistake.',
  source: 'Xen docs/misc/arm/device-tree/booting.txt',
  since: '4.17',
  requires: ['xen/shm-id-alias'],
  reader: 'xen',
  examples: [
    {
      title: 'One user',
      dts: mark(domainBoard(shmNode(soundShm)), 'xen,shm-id = "ring";', 'nobody else uses "ring"'),
    },
    { title: 'Two users', dts: twoUsers(soundShm, soundShm) },
  ],
  each: eachSharedRegion,
  checkEach({ id, nodes: group }, { isFragment }, report) {
    if (isFragment) return;
    const property = group[0]?.node.node.properties.get('xen,shm-id');
    if (group.length > 1 || property === undefined || group[0] === undefined) return;
    report({ at: property.at, node: group[0].node.path, message: `nobody else uses "${id}"` });
  },
});
