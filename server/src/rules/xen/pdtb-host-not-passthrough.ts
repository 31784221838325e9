/** A guest's device stays with dom0. */
import { defineRule } from '../rule';
import { guestDevicesOf } from './guest-devices';

export const pdtbHostNotPassthrough = defineRule({
  id: 'xen/pdtb-host-not-passthrough',
  severity: 'error',
  summary: 'A guest gets a device that dom0 has, too.',
  why: 'Without xen,passthrough in the node of the board Xen gives the device to dom0. With interrupts or an IOMMU it panics when the guest wants it, as these have an owner; without both two guests silently drive one device.',
  source: 'Xen arch/arm/domain_build.c: handle_node; irq.c: route_irq_to_guest',
  since: '4.13',
  requires: ['xen/pdtb-xen-path-unknown'],
  reader: 'xen',
  examples: [],
  check(input, report) {
    const { dom0, domains } = input.model;
    const hardware = domains.find((it) => it.capabilities.isHardware);
    const owner = dom0?.kernel === undefined ? hardware?.node.node.name : 'dom0';
    if (owner === undefined) return;
    for (const { board, domain, node, path } of guestDevicesOf(input)) {
      if (board === undefined || path === undefined) continue;
      if (board.node.properties.has('xen,passthrough')) continue;
      const isOwned = ['interrupts', 'interrupts-extended', 'iommus'].some((it) =>
        board.node.properties.has(it),
      );
      report({
        at: path.at,
        node: node.path,
        message: `${board.path} lacks xen,passthrough, so that ${owner} has the device: Xen ${isOwned ? `panics when it gives it to ${domain}` : 'lets both drive it'}; add xen,passthrough there`,
        related: [{ at: board.node.at, message: 'the node of the board' }],
      });
    }
  },
});
