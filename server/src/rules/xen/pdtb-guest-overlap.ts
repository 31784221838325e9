/** A device is mapped where the guest has something else. */
import { formatRange } from '../../memory/format-number';
import { overlaps } from '../../memory/interval';
import { grantTable, guestBanks, interruptController, magicPages } from '../../model/guest-layout';
import { defineRule } from '../rule';
import { eachAssignedDevice } from '../xen-items';
import { mark } from './example-board';
import { partialTree, soundPath, soundReg } from './example-partial';

/** Every guest has at least its first page of RAM. */
const firstPage = { start: guestBanks[0].start, end: guestBanks[0].start + 0x1000n };
const taken = [
  interruptController,
  grantTable,
  magicPages,
  { label: 'the memory of the guest', ...firstPage },
];
const inRam = '0x9010000 0x1000 0x40000000';

export const pdtbGuestOverlap = defineRule({
  id: 'xen/pdtb-guest-overlap',
  severity: 'error',
  summary:
    "The guest address of a device is that of the guest's memory or of a device that Xen makes.",
  why: "Xen does not compare: the mapping that comes later silently replaces the guest's page or Xen's device. A direct-mapped guest has the board's addresses instead, which the tree does not say: where host and guest address are the same it is a warning.",
  source: 'Xen arch/arm/mmu/p2m.c: __p2m_set_entry; include/public/arch-arm.h',
  since: '4.13',
  requires: ['xen/pdtb-xen-reg-order', 'xen/pdtb-xen-reg-align'],
  reader: 'xen',
  examples: [
    {
      title: 'On the first page of memory',
      dts: mark(
        partialTree({ device: `xen,reg = <${inRam}>;\n${soundPath}` }),
        inRam,
        'the memory of the guest',
      ),
    },
    {
      title: 'At the address of the board',
      dts: partialTree({ device: `${soundReg}\n${soundPath}` }),
    },
  ],
  each: eachAssignedDevice,
  checkEach({ node, mappings = [] }, _input, report) {
    for (const { host, size, guest, at } of mappings) {
      const range = { start: guest, end: guest + size };
      const other = size === 0n ? undefined : taken.find((it) => overlaps(it, range));
      if (other === undefined) continue;
      report({
        at,
        node: node.path,
        ...(host === guest && { severity: 'warning' }),
        message: `guest range ${formatRange(range)} is where ${other.label} lies (${formatRange(other)}): Xen silently replaces what is there`,
      });
    }
  },
});
