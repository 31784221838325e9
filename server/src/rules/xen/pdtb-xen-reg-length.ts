/** `xen,reg` does not come out even. */
import { defineRule } from '../rule';
import { eachAssignedDevice } from '../xen-items';
import { mark } from './example-board';
import { partialTree, soundPath, soundReg } from './example-partial';

const odd = 'xen,reg = <0x9010000 0x1000>;';

export const pdtbXenRegLength = defineRule({
  id: 'xen/pdtb-xen-reg-length',
  severity: 'error',
  summary: 'xen,reg is no list of host address, size and guest address.',
  why: 'Xen reads whole mappings alone: the rest is silently not mapped, and the guest faults when it touches the device.',
  source: 'Xen common/device-tree/dom0less-build.c: handle_passthrough_prop',
  since: '4.13',
  requires: ['xen/pdtb-xen-reg-cells'],
  reader: 'xen',
  examples: [
    {
      title: 'No guest address',
      dts: mark(partialTree({ device: `${odd}\n${soundPath}` }), odd, 'found 2'),
    },
    { title: 'One mapping', dts: partialTree({ device: `${soundReg}\n${soundPath}` }) },
  ],
  each: eachAssignedDevice,
  checkEach({ node, reg, cells, trailing }, _input, report) {
    if (reg === undefined || cells === undefined || trailing === 0) return;
    const width = 2 * cells.address + cells.size;
    report({
      at: reg.at,
      node: node.path,
      message: `xen,reg takes ${width} cells for each mapping (host address, size, guest address), found ${trailing} at its end: Xen silently leaves them out`,
    });
  },
});
