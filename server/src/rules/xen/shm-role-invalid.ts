/** A role in shared memory that Xen does not know. */
import { readString } from '../../model/xen-property';
import { defineRule } from '../rule';
import { eachSharedMemory } from '../xen-items';
import { nearestName } from '../nearest-name';
import { domainBoard, mark } from './example-board';
import { shmNode, soundShm } from './example-shm';
import { setStringsFix } from '../make-fix';
import { earlyFailure } from './report-clash';

const roles = ['owner', 'borrower'];

export const shmRoleInvalid = defineRule({
  id: 'xen/shm-role-invalid',
  severity: 'error',
  summary: 'The role of a shared-memory node is neither "owner" nor "borrower".',
  why: 'Xen panics while it reads the tree.',
  source: 'Xen common/device-tree/static-shmem.c: process_shm_node',
  since: '4.17',
  requires: ['xen/string-prop-as-cells'],
  reader: 'xen',
  examples: [
    {
      title: 'A misspelt role',
      dts: mark(
        domainBoard(shmNode(`role = "borower";\n${soundShm}`)),
        'role = "borower";',
        '"borower" is no role',
      ),
      fixed: domainBoard(shmNode(`role = "borrower";\n${soundShm}`)),
    },
    { title: 'A role', dts: domainBoard(shmNode(`role = "borrower";\n${soundShm}`)) },
  ],
  each: eachSharedMemory,
  checkEach({ node }, { tree, target }, report) {
    const reading = readString(tree, node, 'role');
    if (reading.state === 'absent' || reading.state === 'unknown') return;
    const role = reading.state === 'value' ? reading.value : '';
    if (roles.includes(role)) return;
    const meant = nearestName(role, roles);
    report({
      at: reading.property.at,
      node: node.path,
      message: `"${role}" is no role (known are "owner" and "borrower"): ${earlyFailure({ target })}`,
      fixes: meant ? setStringsFix(`Change to "${meant}"`, reading.property, [meant]) : [],
    });
  },
});
