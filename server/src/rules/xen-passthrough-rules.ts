/** The rules about devices for guests (Xen docs/misc/arm/passthrough.txt). */
import type { Rule } from './rule';
import { passthroughChildren } from './xen/passthrough-children';
import { pdtbForceAlone } from './xen/pdtb-force-alone';
import { pdtbGicName } from './xen/pdtb-gic-name';
import { pdtbGuestOverlap } from './xen/pdtb-guest-overlap';
import { pdtbNoInterruptParent } from './xen/pdtb-no-interrupt-parent';
import { pdtbPassthroughNode } from './xen/pdtb-passthrough-node';
import { pdtbPhandleLimit } from './xen/pdtb-phandle-limit';
import { pdtbRootNodesIgnored } from './xen/pdtb-root-nodes-ignored';
import { pdtbXenPathWithoutReg } from './xen/pdtb-xen-path-without-reg';
import { pdtbXenRegAlign } from './xen/pdtb-xen-reg-align';
import { pdtbXenRegCells } from './xen/pdtb-xen-reg-cells';
import { pdtbXenRegLength } from './xen/pdtb-xen-reg-length';
import { pdtbXenRegOrder } from './xen/pdtb-xen-reg-order';
import { pdtbXenRegWithoutPath } from './xen/pdtb-xen-reg-without-path';
import { nrSpisTooSmallDevice } from './xen/nr-spis-too-small-device';
import { pdtbAssignedTwice } from './xen/pdtb-assigned-twice';
import { pdtbHostNotPassthrough } from './xen/pdtb-host-not-passthrough';
import { pdtbIrqMismatch } from './xen/pdtb-irq-mismatch';
import { pdtbNoIommu } from './xen/pdtb-no-iommu';
import { pdtbPpi } from './xen/pdtb-ppi';
import { pdtbXenPathUnknown } from './xen/pdtb-xen-path-unknown';
import { vpl011SpiClash } from './xen/vpl011-spi-clash';

export const xenPassthroughRules: readonly Rule[] = [
  passthroughChildren,
  pdtbForceAlone,
  pdtbGicName,
  pdtbGuestOverlap,
  pdtbNoInterruptParent,
  pdtbPassthroughNode,
  pdtbPhandleLimit,
  pdtbRootNodesIgnored,
  pdtbXenPathWithoutReg,
  pdtbXenRegAlign,
  pdtbXenRegCells,
  pdtbXenRegLength,
  pdtbXenRegOrder,
  pdtbXenRegWithoutPath,
  nrSpisTooSmallDevice,
  pdtbAssignedTwice,
  pdtbHostNotPassthrough,
  pdtbIrqMismatch,
  pdtbNoIommu,
  pdtbPpi,
  pdtbXenPathUnknown,
  vpl011SpiClash,
];
