/** Two guests get one device. */
import type { GuestDevice } from './guest-devices';
import { guestDevicesOf } from './guest-devices';
import { defineRule } from '../rule';

export const pdtbAssignedTwice = defineRule({
  id: 'xen/pdtb-assigned-twice',
  severity: 'error',
  summary: 'Two guests name the same node of the board.',
  why: 'The interrupts and the IOMMU of the device belong to the first: Xen panics when it makes the second.',
  source: 'Xen arch/arm/irq.c: route_irq_to_guest; drivers/passthrough/device_tree.c',
  since: '4.13',
  requires: ['xen/pdtb-xen-path-unknown'],
  reader: 'xen',
  examples: [],
  check(input, report) {
    const owners = new Map<string, GuestDevice>();
    for (const device of guestDevicesOf(input)) {
      const { board, domain, node, path } = device;
      if (board === undefined || path === undefined) continue;
      const first = owners.get(board.path);
      if (first === undefined) owners.set(board.path, device);
      else if (first.domain !== domain)
        report({
          at: path.at,
          node: node.path,
          message: `${first.domain} has ${board.path} already: Xen panics when it gives the device to ${domain}, too`,
          related: [
            { at: first.path?.at ?? first.node.node.at, message: `given to ${first.domain}` },
          ],
        });
    }
  },
});
