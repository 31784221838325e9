/** A guest's device uses an interrupt that each CPU has of its own. */
import { defineRule } from '../rule';
import { gicInterruptsOf, guestDevicesOf } from './guest-devices';

export const pdtbPpi = defineRule({
  id: 'xen/pdtb-ppi',
  severity: 'error',
  summary: 'A device of a guest has a private interrupt.',
  why: 'Xen routes shared interrupts (SPI) to guests alone and panics over one of those that each CPU has of its own.',
  source: 'Xen arch/arm/irq.c: route_irq_to_guest',
  since: '4.13',
  requires: ['xen/pdtb-xen-path-unknown'],
  reader: 'xen',
  examples: [],
  check(input, report) {
    for (const { board, node, path } of guestDevicesOf(input)) {
      if (board === undefined || path === undefined) continue;
      const own = gicInterruptsOf(input.tree, board).find((it) => it.type === 1);
      if (own === undefined) continue;
      report({
        at: path.at,
        node: node.path,
        message: `${board.path} uses PPI ${own.number}, which each CPU has of its own: Xen cannot give it to a guest and panics`,
        related: [
          {
            at: board.node.properties.get('interrupts')?.at ?? board.node.at,
            message: 'its interrupts',
          },
        ],
      });
    }
  },
});
