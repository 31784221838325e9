/** More shared regions than Xen's table holds. */
import { defineRule } from '../rule';
import { domainBoard, mark } from './example-board';

const most = 32;
const regions = (count: number) =>
  Array.from({ length: count }, (_, i) => {
    const host = (0x68000000 + i * 0x1000).toString(16);
    return `shared@${host} { compatible = "xen,domain-shared-memory-v1"; xen,shm-id = "ring-${i}"; xen,shared-mem = <0x${host} 0x${(0x80000000 + i * 0x1000).toString(16)} 0x1000>; };`;
  }).join('\n');

export const shmTooMany = defineRule({
  id: 'xen/shm-too-many',
  severity: 'error',
  summary: `There are more than ${most} shared regions.`,
  why: 'Xen panics while it reads the tree.',
  source: 'Xen include/xen/bootfdt.h: NR_SHMEM_BANKS',
  since: '4.19',
  reader: 'xen',
  examples: [
    {
      title: 'One too many',
      dts: mark(
        domainBoard(regions(most + 1)),
        'shared@68020000',
        'Xen has room for 32 shared regions',
      ),
    },
    { title: 'As many as fit', dts: domainBoard(regions(most)) },
  ],
  check({ model }, report) {
    for (const { nodes } of model.sharedRegions.slice(most)) {
      const node = nodes[0]?.node;
      if (node === undefined) continue;
      report({
        at: node.node.at,
        node: node.path,
        message: `Xen has room for ${most} shared regions: it panics over ${node.node.name}`,
      });
    }
  },
});
