/** Direct-mapped memory lies where the guest is told to map grants. */
import { formatRange } from '../../memory/format-number';
import { overlaps } from '../../memory/interval';
import { grantTable } from '../../model/guest-layout';
import { defineRule } from '../rule';
import { eachDomain } from '../xen-items';
import { domainBoard } from './example-board';

export const staticMemDirectMapGnttab = defineRule({
  id: 'xen/static-mem-direct-map-gnttab',
  severity: 'warning',
  summary: 'Direct-mapped memory overlaps the window for grant frames.',
  why: 'The window stays at 0x38000000 even in direct-mapped domains: a guest with xen,enhanced is told to map grants over its own memory.',
  source:
    'Xen common/device-tree/dom0less-build.c: prepare_dtb_domU; include/public/arch-arm.h: GUEST_GNTTAB_BASE',
  since: '4.17',
  reader: 'xen',
  examples: [
    {
      title: 'Memory at the window',
      dts: domainBoard(`
        xen,enhanced = "no-xenstore";
        direct-map;
        xen,static-mem = <0x38000000 0x4000000>;
                        //^^^^^^^^^^^^^^^^^^^^ overlaps the window for grant frames
      `),
    },
    {
      title: 'Memory elsewhere',
      dts: domainBoard(
        'xen,enhanced = "no-xenstore";\ndirect-map;\nxen,static-mem = <0x60000000 0x4000000>;',
      ),
    },
  ],
  each: eachDomain,
  checkEach({ node, staticMem, isDirectMap, enhanced, capabilities }, _input, report) {
    if (!isDirectMap || enhanced === 'off' || capabilities.isHardware) return;
    for (const range of staticMem?.entries ?? [])
      if (range !== undefined && overlaps(range, grantTable))
        report({
          at: range.at,
          node: node.path,
          message: `${formatRange(range)} overlaps the window for grant frames (${formatRange(grantTable)}): ${node.node.name} is told to map grants over its own memory`,
        });
  },
});
