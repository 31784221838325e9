/** A guest has fewer interrupt lines than its device needs. */
import { readU32 } from '../../model/xen-property';
import { defineRule } from '../rule';
import { gicInterruptsOf, guestDevicesOf } from './guest-devices';

export const nrSpisTooSmallDevice = defineRule({
  id: 'xen/nr-spis-too-small-device',
  severity: 'error',
  summary: 'nr_spis is too small for the interrupt of a device of the guest.',
  why: 'Xen gives the guest as many shared interrupts as nr_spis says, rounded up to a multiple of 32, and panics when it cannot route that of the device.',
  source: 'Xen arch/arm/irq.c: route_irq_to_guest; vgic.c: domain_vgic_init',
  since: '4.13',
  requires: ['xen/pdtb-xen-path-unknown'],
  reader: 'xen',
  examples: [],
  check(input, report) {
    for (const { board, domain } of guestDevicesOf(input)) {
      const owner = input.model.domains.find((it) => it.node.node.name === domain);
      const reading = owner && readU32(input.tree, owner.node, 'nr_spis');
      if (board === undefined || owner === undefined || reading?.state !== 'value') continue;
      const most = Math.ceil(reading.value / 32) * 32;
      const wanted = gicInterruptsOf(input.tree, board).find(
        (it) => it.type === 0 && it.number >= most,
      );
      if (wanted === undefined) continue;
      report({
        at: reading.property.at,
        node: owner.node.path,
        message: `nr_spis gives ${domain} ${most} shared interrupts, ${board.path} uses SPI ${wanted.number}: Xen panics; write at least ${wanted.number + 1}`,
      });
    }
  },
});
