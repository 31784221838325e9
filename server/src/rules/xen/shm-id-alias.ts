/** One region under two ids. */
import { defineRule } from '../rule';
import { mark } from './example-board';
import { soundShm, twoUsers } from './example-shm';
import { earlyFailure } from './report-clash';

export const shmIdAlias = defineRule({
  id: 'xen/shm-id-alias',
  severity: 'error',
  summary: 'The same host range has two ids.',
  why: 'Xen panics while it reads the tree: users of one region must give one id.',
  source: 'Xen common/device-tree/static-shmem.c: process_shm_node',
  since: '4.17',
  reader: 'xen',
  examples: [
    {
      title: 'Two names for one ring',
      dts: mark(
        twoUsers(soundShm, soundShm.replace('ring', 'rings')),
        'xen,shm-id = "rings";',
        'is "ring" in domU1',
      ),
    },
    { title: 'One name', dts: twoUsers(soundShm, soundShm) },
  ],
  check({ model, target }, report) {
    const ids = new Map<string, { readonly id: string; readonly owner: string }>();
    for (const { node, id, host } of model.sharedMemory) {
      const property = node.node.properties.get('xen,shm-id');
      if (id === undefined || host === undefined || property === undefined) continue;
      const key = `${host.start} ${host.end}`;
      const first = ids.get(key);
      if (first === undefined) ids.set(key, { id, owner: node.parent?.node.name ?? '' });
      if (first === undefined || first.id === id) continue;
      report({
        at: property.at,
        node: node.path,
        message: `this region is "${first.id}" in ${first.owner}, here "${id}": ${earlyFailure({ target })}`,
      });
    }
  },
});
