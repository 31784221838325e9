/** `xen,reg` in the order of `xen,shared-mem`. */
import { defineRule } from '../rule';
import { eachAssignedDevice } from '../xen-items';
import { mark } from './example-board';
import { partialTree, soundPath, soundReg } from './example-partial';

const swapped = '0x9010000 0x9010000 0x1000';

export const pdtbXenRegOrder = defineRule({
  id: 'xen/pdtb-xen-reg-order',
  severity: 'warning',
  summary: 'xen,reg seems to be in the order host address, guest address, size.',
  why: 'That is the order of xen,shared-mem. In xen,reg the size stands in the middle: Xen maps a range as long as the address is high.',
  source: 'Xen common/device-tree/dom0less-build.c: handle_passthrough_prop',
  since: '4.13',
  reader: 'xen',
  examples: [
    {
      title: 'The size at the end',
      dts: mark(
        partialTree({ device: `xen,reg = <${swapped}>;\n${soundPath}` }),
        swapped,
        'the size stands in the middle',
      ),
    },
    { title: 'The size in the middle', dts: partialTree({ device: `${soundReg}\n${soundPath}` }) },
  ],
  each: eachAssignedDevice,
  checkEach({ node, mappings = [] }, _input, report) {
    for (const { host, size, guest, at } of mappings) {
      if (size === 0n || size !== host || guest >= size) continue;
      report({
        at,
        node: node.path,
        message: `xen,reg is host address, size, guest address, and the size stands in the middle: this maps 0x${size.toString(16)} bytes`,
      });
    }
  },
});
