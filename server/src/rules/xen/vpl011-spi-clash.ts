/** The emulated UART and a device share an interrupt. */
import { hasFlag } from '../../model/xen-property';
import { defineRule } from '../rule';
import { gicInterruptsOf, guestDevicesOf } from './guest-devices';

export const vpl011SpiClash = defineRule({
  id: 'xen/vpl011-spi-clash',
  severity: 'warning',
  summary: 'A device of the guest has the interrupt of the emulated UART.',
  why: 'The vpl011 of a guest that is not direct-mapped has SPI 0, whatever the board has there: both drive one line, and Xen says nothing.',
  source: 'Xen arch/arm/vpl011.c: domain_vpl011_init; include/public/arch-arm.h: GUEST_VPL011_SPI',
  since: '4.13',
  requires: ['xen/pdtb-xen-path-unknown'],
  reader: 'xen',
  examples: [],
  check(input, report) {
    for (const { board, domain, node, path } of guestDevicesOf(input)) {
      const owner = input.model.domains.find((it) => it.node.node.name === domain);
      if (board === undefined || path === undefined || owner === undefined) continue;
      if (owner.isDirectMap || !hasFlag(owner.node, 'vpl011')) continue;
      if (!gicInterruptsOf(input.tree, board).some((it) => it.type === 0 && it.number === 0))
        continue;
      report({
        at: path.at,
        node: node.path,
        message: `${board.path} uses SPI 0, as the vpl011 of ${domain} does: remove vpl011, or give the device to another domain`,
        related: [
          {
            at: owner.node.node.properties.get('vpl011')?.at ?? owner.node.node.at,
            message: 'the emulated UART',
          },
        ],
      });
    }
  },
});
