/** A shared region with borrowers only. */
import { defineRule } from '../rule';
import { mark } from './example-board';
import { soundShm, twoUsers } from './example-shm';
import { shmGroupsOf } from './shm-groups';

const borrower = `role = "borrower";\n${soundShm}`;
const owner = `role = "owner";\n${soundShm}`;

export const shmNoOwner = defineRule({
  id: 'xen/shm-no-owner',
  severity: 'warning',
  summary: 'Every node of a shared region says "borrower".',
  why: "Nobody owns the pages: Xen is silent and maps memory that it never assigned to a domain. Either one node is the owner, or no node says a role, which makes the region Xen's own.",
  source: 'Xen common/device-tree/static-shmem.c: handle_shared_mem_bank',
  since: '4.17',
  reader: 'xen',
  examples: [
    {
      title: 'Two borrowers',
      dts: mark(twoUsers(borrower, borrower), 'role = "borrower";', 'nobody owns "ring"'),
    },
    { title: 'An owner and a borrower', dts: twoUsers(owner, borrower) },
  ],
  check({ model, isFragment }, report) {
    if (isFragment) return;
    for (const [id, group] of shmGroupsOf(model)) {
      const last = group.at(-1);
      const property = last?.node.node.properties.get('role');
      if (last === undefined || property === undefined) continue;
      if (!group.every((it) => it.role === 'borrower')) continue;
      report({
        at: property.at,
        node: last.node.path,
        message: `nobody owns "${id}", all its nodes are borrowers: make one the owner, or remove all roles`,
      });
    }
  },
});
