/** Shared memory on top of what Xen emulates for the guest. */
import { formatRange } from '../../memory/format-number';
import { overlaps } from '../../memory/interval';
import {
  emulatedUart,
  grantTable,
  interruptController,
  magicPages,
  type GuestWindow,
} from '../../model/guest-layout';
import type { Domain } from '../../model/xen-late-pass';
import { defineRule } from '../rule';
import { eachSharedUse } from '../xen-items';
import { domainBoard, mark } from './example-board';
import { shmNode, soundShm } from './example-shm';
import { shmGuestRange } from './shm-guest-ranges';

const onMagic = 'xen,shared-mem = <0x68000000 0x39000000 0x100000>;';

export const shmGuestOverlapDevices = defineRule({
  id: 'xen/shm-guest-overlap-devices',
  severity: 'warning',
  summary: 'The guest address of shared memory lies where Xen emulates a device.',
  why: 'Xen does not compare: the device, the grant window or the xenstore page disappears behind the shared memory, or the other way round.',
  source: 'Xen include/public/arch-arm.h',
  since: '4.17',
  requires: ['xen/shm-prop-length', 'xen/shm-size-zero'],
  reader: 'xen',
  examples: [
    {
      title: 'On the magic pages',
      dts: mark(
        domainBoard(shmNode(soundShm.replace(/xen,shared-mem.*/, onMagic))),
        onMagic,
        'overlaps magic pages',
      ),
    },
    { title: 'Elsewhere', dts: domainBoard(shmNode(soundShm)) },
  ],
  each: eachSharedUse,
  checkEach(use, _input, report) {
    const range = shmGuestRange(use);
    const window = range && windowsOf(range.domain).find((it) => overlaps(it, range));
    if (range === undefined || window === undefined) return;
    report({
      at: range.property.at,
      node: use.shm.node.path,
      message: `guest range ${formatRange(range)} overlaps ${window.label} (${formatRange(window)})`,
    });
  },
});

function windowsOf({ node, enhanced }: Domain): readonly GuestWindow[] {
  return [
    interruptController,
    magicPages,
    ...(node.node.properties.has('vpl011') ? [emulatedUart] : []),
    ...(enhanced === 'off' ? [] : [grantTable]),
  ];
}
