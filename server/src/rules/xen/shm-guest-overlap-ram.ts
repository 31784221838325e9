/** Shared memory on top of the guest's own memory. */
import { formatRange } from '../../memory/format-number';
import { overlaps } from '../../memory/interval';
import { intervalBoard } from '../../memory/interval-board';
import { guestRam } from '../../model/guest-layout';
import { valueOf } from '../../model/xen-property';
import { defineRule } from '../rule';
import { domainBoard, mark } from './example-board';
import { shmNode, soundShm } from './example-shm';
import { shmGuestRange } from './shm-guest-ranges';

const inRam = 'xen,shared-mem = <0x68000000 0x42000000 0x100000>;';

export const shmGuestOverlapRam = defineRule({
  id: 'xen/shm-guest-overlap-ram',
  severity: 'error',
  summary: "The guest address of shared memory lies in the guest's own memory.",
  why: "The memory of a guest begins at 0x40000000, what is above 3 GiB at 0x200000000. Xen does not compare: the mapping that comes later silently replaces the guest's own pages, or another shared region.",
  source: 'Xen arch/arm/mmu/p2m.c: __p2m_set_entry; include/public/arch-arm.h: GUEST_RAM0_BASE',
  since: '4.17',
  requires: ['xen/shm-prop-length', 'xen/shm-size-zero'],
  reader: 'xen',
  examples: [
    {
      title: 'In the 64 MiB of the guest',
      dts: mark(
        domainBoard(shmNode(soundShm.replace(/xen,shared-mem.*/, inRam))),
        inRam,
        'lies in the memory of domU1',
      ),
    },
    { title: 'Behind it', dts: domainBoard(shmNode(soundShm)) },
  ],
  check({ model }, report) {
    const uses = model.sharedUses.flatMap((use) => {
      const range = shmGuestRange(use);
      return range ? [{ shm: use.shm, ...range }] : [];
    });
    const board = intervalBoard(uses);
    uses.forEach((range, i) => {
      const { domain, property, shm } = range;
      const bytes = (valueOf(domain.memory) ?? 0n) * 1024n;
      const bank = guestRam(bytes).find((it) => overlaps(it, range));
      const other = board.firstHit(i, (it) => it.domain === domain);
      board.pin(i);
      if (bank === undefined && other === undefined) return;
      const what =
        bank === undefined
          ? `overlaps ${other?.shm.node.node.name ?? ''}`
          : `lies in the memory of ${domain.node.node.name} (${formatRange(bank)})`;
      report({
        at: property.at,
        node: shm.node.path,
        message: `guest range ${formatRange(range)} ${what}: Xen silently replaces what is there`,
      });
    });
  },
});
