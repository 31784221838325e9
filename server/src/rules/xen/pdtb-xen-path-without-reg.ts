/** `xen,path` without `xen,reg`. */
import { defineRule } from '../rule';
import { eachAssignedDevice } from '../xen-items';
import { mark } from './example-board';
import { partialTree, soundPath, soundReg } from './example-partial';

export const pdtbXenPathWithoutReg = defineRule({
  id: 'xen/pdtb-xen-path-without-reg',
  severity: 'error',
  summary: 'A device has xen,path and no xen,reg.',
  why: 'Xen wants both and panics. An empty xen,reg says that nothing is mapped; xen,force-assign-without-iommu does not help.',
  source: 'Xen common/device-tree/dom0less-build.c: handle_prop_pfdt',
  since: '4.13',
  reader: 'xen',
  examples: [
    {
      title: 'The path alone',
      dts: mark(partialTree({ device: soundPath }), soundPath, 'has no xen,reg'),
    },
    { title: 'Both', dts: partialTree({ device: `${soundReg}\n${soundPath}` }) },
  ],
  each: eachAssignedDevice,
  checkEach({ node, reg, path }, { isFragment }, report) {
    if (isFragment || path === undefined || reg !== undefined) return;
    report({
      at: path.at,
      node: node.path,
      message: `${node.node.name} has no xen,reg: Xen wants it beside xen,path and panics; add what is to be mapped`,
    });
  },
});
