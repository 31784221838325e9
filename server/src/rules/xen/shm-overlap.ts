/** Static shared memory lies where memory is already claimed. */
import { defineRule } from '../rule';
import { eachClash } from '../xen-items';
import { domainBoard } from './example-board';
import { clashBetween, clashFinding } from './report-clash';

export const shmOverlap = defineRule({
  id: 'xen/shm-overlap',
  severity: 'error',
  summary: 'The host range of shared memory overlaps another claim to memory.',
  why: 'Xen panics while it reads the tree. Regions with the same xen,shm-id are one region; every other claim counts, a /memreserve/ even when the region lies wholly inside it.',
  source: 'Xen common/device-tree/static-shmem.c: process_shm_node',
  since: '4.18',
  reader: 'xen',
  examples: [
    {
      title: "Shared memory inside the domain's static memory",
      dts: domainBoard(`
        xen,static-mem = <0x60000000 0x4000000>;
        shared@61000000 {
            compatible = "xen,domain-shared-memory-v1";
            xen,shm-id = "ring";
            xen,shared-mem = <0x61000000 0x80000000 0x100000>;
                            //^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ overlaps xen,static-mem of domU1 by 1 MiB
        };`),
    },
    {
      title: 'Shared memory behind it',
      dts: domainBoard(`
        xen,static-mem = <0x60000000 0x4000000>;
        shared@64000000 {
            compatible = "xen,domain-shared-memory-v1";
            xen,shm-id = "ring";
            xen,shared-mem = <0x64000000 0x80000000 0x100000>;
        };`),
    },
  ],
  each: eachClash,
  checkEach(item, input, report) {
    const others = [
      'shared-mem',
      'static-mem',
      'static-heap',
      'reserved-memory',
      'memreserve',
    ] as const;
    const clash = clashBetween(item, 'shared-mem', others);
    if (clash === undefined) return;
    const { moved, other } = clash;
    const isAlias =
      other.kind === 'shared-mem' && other.start === moved.start && other.end === moved.end;
    if (!isAlias) report(clashFinding(input, clash));
  },
});
