/** One id, two different regions. */
import { formatRange } from '../../memory/format-number';
import { defineRule } from '../rule';
import { eachSharedRegion } from '../xen-items';
import { mark } from './example-board';
import { soundShm, twoUsers } from './example-shm';
import { earlyFailure } from './report-clash';

const other = '0x69000000 0x80000000 0x100000';

export const shmIdMismatch = defineRule({
  id: 'xen/shm-id-mismatch',
  severity: 'error',
  summary: 'Two nodes with one xen,shm-id have different host ranges.',
  why: 'The id names the region: Xen panics while it reads the tree when address or size differ.',
  source: 'Xen common/device-tree/static-shmem.c: process_shm_node',
  since: '4.17',
  reader: 'xen',
  examples: [
    {
      title: 'Two addresses',
      dts: mark(
        twoUsers(soundShm, soundShm.replace(/<.*>/, `<${other}>`)),
        other,
        'is 0x68000000–0x680fffff in domU1',
      ),
    },
    { title: 'One address', dts: twoUsers(soundShm, soundShm) },
  ],
  each: eachSharedRegion,
  checkEach({ id, nodes: group }, { target }, report) {
    const first = group.find((it) => it.host !== undefined);
    for (const { node, host } of group) {
      if (host === undefined || first?.host === undefined) continue;
      if (host.start === first.host.start && host.end === first.host.end) continue;
      report({
        at: host.at,
        node: node.path,
        message: `"${id}" is ${formatRange(first.host)} in ${first.node.parent?.node.name ?? ''}, here ${formatRange(host)}: ${earlyFailure({ target })}`,
        related: [{ at: first.host.at, message: 'the range that is met first' }],
      });
    }
  },
});
