/** A guest's device is behind no IOMMU. */
import { defineRule } from '../rule';
import { guestDevicesOf } from './guest-devices';
import { hasIommu } from './has-iommu';

export const pdtbNoIommu = defineRule({
  id: 'xen/pdtb-no-iommu',
  severity: 'error',
  summary: 'A device of a guest is behind no IOMMU, and the guest does not insist.',
  why: 'Such a device could write to all memory. Xen refuses to assign it and panics, unless the guest has xen,force-assign-without-iommu.',
  source: 'Xen drivers/passthrough/device_tree.c: iommu_add_dt_device, iommu_assign_dt_device',
  since: '4.13',
  requires: ['xen/pdtb-xen-path-unknown'],
  reader: 'xen',
  examples: [],
  check(input, report) {
    const isDriven = hasIommu(input.tree);
    for (const { board, force, node, path } of guestDevicesOf(input)) {
      if (board === undefined || path === undefined || force !== undefined) continue;
      if (isDriven && board.node.properties.has('iommus')) continue;
      const reason = isDriven
        ? `${board.path} has no iommus`
        : 'the board has no IOMMU that Xen drives';
      report({
        at: path.at,
        node: node.path,
        message: `${reason}: Xen does not assign the device and panics; add xen,force-assign-without-iommu if it is to be trusted`,
        related: [{ at: board.node.at, message: 'the node of the board' }],
      });
    }
  },
});
