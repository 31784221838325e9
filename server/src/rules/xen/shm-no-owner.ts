/** A shared region with borrowers only. */
import { defineRule } from '../rule';
import { eachSharedRegion } from '../xen-items';
import { mark } from './example-board';
import { soundShm, twoUsers } from './example-shm';

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
      dts: mark(twoUsers(borrower, borrower), 'role = "borrower";', 'belongs to nobody'),
    },
    { title: 'An owner and a borrower', dts: twoUsers(owner, borrower) },
  ],
  each: eachSharedRegion,
  checkEach({ id, nodes: group }, { isFragment }, report) {
    if (isFragment) return;
    const last = group.at(-1);
    const property = last?.node.node.properties.get('role');
    if (last === undefined || property === undefined) return;
    if (!group.every((it) => it.role === 'borrower')) return;
    report({
      at: property.at,
      node: last.node.path,
      message: `every node of "${id}" has role = "borrower": its memory belongs to nobody; make one "owner", or remove role from all`,
    });
  },
});
