/** A hardware domain that is neither direct-mapped nor behind an IOMMU. */
import { childOf, rootOf } from '../../tree/node-ref';
import { defineRule } from '../rule';
import { eachDomain } from '../xen-items';
import { domainBoard } from './example-board';
import { hasIommu } from './has-iommu';

const cpus = 'cpus { };';
export const hwdomNoIommu = defineRule({
  id: 'xen/hwdom-no-iommu',
  severity: 'error',
  summary: 'The hardware domain is not direct-mapped, and the board has no IOMMU.',
  why: 'Devices would write to other addresses than the domain tells them: Xen panics, "non-direct mapped hardware domain requires iommu". The rule looks for the IOMMUs that Xen drives, in trees that describe the CPUs of a board.',
  source:
    'Xen common/device-tree/dom0less-bindings.c: parse_dom0less_node; drivers/passthrough/arm',
  since: '4.21',
  reader: 'xen',
  examples: [
    {
      title: 'No direct-map, no IOMMU',
      dts: domainBoard(
        `
        capabilities = <0x2>;
      //^^^^^^^^^^^^^^^^^^^^^ the hardware domain must be direct-mapped
      `,
        { elsewhere: cpus },
      ),
    },
    {
      title: 'Direct-mapped',
      dts: domainBoard(
        'capabilities = <0x2>;\nxen,static-mem = <0x60000000 0x4000000>;\ndirect-map;',
        {
          elsewhere: cpus,
        },
      ),
    },
  ],
  each: eachDomain,
  checkEach({ node, capabilities, isDirectMap }, { tree, isFragment }, report) {
    if (isFragment || childOf(rootOf(tree), 'cpus') === undefined) return;
    const property = node.node.properties.get('capabilities');
    if (!capabilities.isHardware || isDirectMap || property === undefined) return;
    if (hasIommu(tree)) return;
    report({
      at: property.at,
      node: node.path,
      message: `the hardware domain must be direct-mapped, as the board has no IOMMU that Xen drives: Xen panics; add direct-map and xen,static-mem`,
    });
  },
});
