/** More grant frames than the guest is told of. */
import { readU32 } from '../../model/xen-property';
import { defineRule } from '../rule';
import { eachDomain } from '../xen-items';
import { domainBoard } from './example-board';

const told = 4096;

export const grantFramesRegion = defineRule({
  id: 'xen/grant-frames-region',
  severity: 'hint',
  summary: `max_grant_frames is above ${told}.`,
  why: "Xen accepts it, but the region that the guest's devicetree gives for grant frames has 16 MiB: 4096 pages.",
  source:
    'Xen common/device-tree/dom0less-build.c: prepare_dtb_domU; include/public/arch-arm.h: GUEST_GNTTAB_SIZE',
  since: '4.18',
  requires: ['xen/grant-frames-range', 'xen/u32-prop-two-cells'],
  reader: 'xen',
  examples: [
    {
      title: 'More than the region holds',
      dts: domainBoard(`
        max_grant_frames = <4097>;
      //^^^^^^^^^^^^^^^^^^^^^^^^^^ the guest has room for 4096
      `),
    },
    { title: 'As many as it holds', dts: domainBoard('max_grant_frames = <4096>;') },
  ],
  each: eachDomain,
  checkEach({ node }, { tree }, report) {
    const reading = readU32(tree, node, 'max_grant_frames');
    if (reading.state !== 'value' || reading.value <= told) return;
    report({
      at: reading.property.at,
      node: node.path,
      message: `the guest has room for ${told} grant frames (16 MiB), not for ${reading.value}`,
    });
  },
});
