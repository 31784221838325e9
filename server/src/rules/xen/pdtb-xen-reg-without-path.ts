/** `xen,reg` without `xen,path`. */
import { defineRule } from '../rule';
import { eachAssignedDevice } from '../xen-items';
import { mark } from './example-board';
import { partialTree, soundReg } from './example-partial';

export const pdtbXenRegWithoutPath = defineRule({
  id: 'xen/pdtb-xen-reg-without-path',
  severity: 'error',
  summary: 'A device has xen,reg and neither xen,path nor xen,force-assign-without-iommu.',
  why: "xen,path tells which node of the board has the interrupts and the IOMMU of the device. Without it Xen panics, unless the device is assigned without an IOMMU's protection.",
  source: 'Xen common/device-tree/dom0less-build.c: handle_prop_pfdt',
  since: '4.13',
  reader: 'xen',
  examples: [
    {
      title: 'The mapping alone',
      dts: mark(partialTree({ device: soundReg }), soundReg, 'has no xen,path'),
    },
    {
      title: 'Forced',
      dts: partialTree({ device: `${soundReg}\nxen,force-assign-without-iommu;` }),
    },
  ],
  each: eachAssignedDevice,
  checkEach({ node, reg, path, force }, { isFragment }, report) {
    if (isFragment || reg === undefined || path !== undefined || force !== undefined) return;
    report({
      at: reg.at,
      node: node.path,
      message: `${node.node.name} has no xen,path: Xen wants it beside xen,reg and panics; name the node of the board, or add xen,force-assign-without-iommu`,
    });
  },
});
