/** Some nodes of a shared region have a role, others have none. */
import { defineRule } from '../rule';
import { eachSharedRegion } from '../xen-items';
import { mark } from './example-board';
import { soundShm, twoUsers } from './example-shm';

const owner = `role = "owner";\n${soundShm}`;

export const shmRoleMixed = defineRule({
  id: 'xen/shm-role-mixed',
  severity: 'error',
  summary: 'One node of a shared region says "owner", another says no role.',
  why: 'A node without a role borrows from Xen itself, which then wants to own the pages, too: Xen panics.',
  source: 'Xen common/device-tree/static-shmem.c: handle_shared_mem_bank',
  since: '4.17',
  reader: 'xen',
  examples: [
    {
      title: 'An owner, and a node without a role',
      dts: mark(twoUsers(owner, soundShm), 'shared@68000000', 'domU1 owns "ring"'),
    },
    { title: 'No roles at all', dts: twoUsers(soundShm, soundShm) },
  ],
  each: eachSharedRegion,
  checkEach({ id, nodes: group }, { isFragment }, report) {
    if (isFragment) return;
    const owner = group.find((it) => it.role === 'owner');
    for (const { node } of group) {
      if (owner === undefined || node.node.properties.has('role')) continue;
      report({
        at: node.node.at,
        node: node.path,
        message: `${node.node.name} has no role, but ${owner.node.parent?.node.name ?? ''} owns "${id}": Xen panics; say role = "borrower"`,
      });
    }
  },
});
