/** Some nodes of a shared region give the host address, others do not. */
import { defineRule } from '../rule';
import { eachSharedRegion } from '../xen-items';
import { mark } from './example-board';
import { soundShm, twoUsers } from './example-shm';

const without = 'xen,shared-mem = <0x80000000 0x100000>;';

export const shmMixedHostAddress = defineRule({
  id: 'xen/shm-mixed-host-address',
  severity: 'error',
  summary: 'One node of a shared region gives the host address, another does not.',
  why: 'When the later one omits it, Xen takes the guest address from the wrong cells and maps the memory at a wrong place; in the other order Xen panics while it reads the tree.',
  source: 'Xen common/device-tree/static-shmem.c: process_shm, process_shm_node',
  since: '4.19',
  reader: 'xen',
  examples: [
    {
      title: 'The second user omits it',
      dts: mark(
        twoUsers(soundShm, soundShm.replace(/xen,shared-mem.*/, without)),
        without,
        'domU1 gives the host address of "ring"',
      ),
    },
    { title: 'Both give it', dts: twoUsers(soundShm, soundShm) },
  ],
  each: eachSharedRegion,
  checkEach({ id, nodes: [first, ...others] }, _input, report) {
    for (const { node, property, form } of others) {
      if (form === undefined || first?.form === undefined || form === first.form) continue;
      if (property === undefined) continue;
      const hasHost = first.form === 'with host address';
      report({
        at: property.at,
        node: node.path,
        message: `${first.node.parent?.node.name ?? ''} gives ${hasHost ? 'the' : 'no'} host address of "${id}", this node ${hasHost ? 'does not: Xen maps it at a wrong place' : 'does: Xen panics while it reads the tree'}`,
      });
    }
  },
});
