/** A shared region with two owners. */
import { defineRule } from '../rule';
import { eachSharedRegion } from '../xen-items';
import { mark } from './example-board';
import { soundShm, twoUsers } from './example-shm';
import { setStringsFix } from '../make-fix';

const borrower = `role = "borrower";\n${soundShm}`;
const owner = `role = "owner";\n${soundShm}`;

export const shmTwoOwners = defineRule({
  id: 'xen/shm-two-owners',
  severity: 'error',
  summary: 'Two nodes of a shared region say "owner".',
  why: 'The pages can be given to one domain only: Xen panics when it builds the second owner.',
  source: 'Xen common/device-tree/static-shmem.c: handle_shared_mem_bank',
  since: '4.17',
  reader: 'xen',
  examples: [
    {
      title: 'Two owners',
      dts: mark(twoUsers(owner, owner), 'role = "owner";', 'domU1 owns "ring" already'),
      fixed: twoUsers(owner, borrower),
    },
    { title: 'An owner and a borrower', dts: twoUsers(owner, borrower) },
  ],
  each: eachSharedRegion,
  checkEach({ id, nodes: group }, _input, report) {
    const [first, ...others] = group.filter((it) => it.role === 'owner');
    for (const { node } of others) {
      const property = node.node.properties.get('role');
      if (property === undefined || first === undefined) continue;
      report({
        at: property.at,
        node: node.path,
        message: `${first.node.parent?.node.name ?? ''} owns "${id}" already: Xen panics over a second owner`,
        fixes: setStringsFix('Change to "borrower"', property, ['borrower']),
      });
    }
  },
});
