/** `xen,reg` maps parts of pages. */
import { defineRule } from '../rule';
import { eachAssignedDevice } from '../xen-items';
import { mark } from './example-board';
import { partialTree, soundPath, soundReg } from './example-partial';

const page = 0x1000n;
const part = '0x9010000 0x800 0x9010000';

export const pdtbXenRegAlign = defineRule({
  id: 'xen/pdtb-xen-reg-align',
  severity: 'error',
  summary: 'xen,reg is not made of whole pages.',
  why: 'Xen maps pages of 4 KiB and panics when the host address, the size or the guest address is no multiple of it.',
  source: 'Xen common/device-tree/dom0less-build.c: handle_passthrough_prop',
  since: '4.13',
  reader: 'xen',
  examples: [
    {
      title: 'Half a page',
      dts: mark(
        partialTree({ device: `xen,reg = <${part}>;\n${soundPath}` }),
        part,
        'size 0x800 is no multiple of 4 KiB',
      ),
    },
    { title: 'A page', dts: partialTree({ device: `${soundReg}\n${soundPath}` }) },
  ],
  each: eachAssignedDevice,
  checkEach({ node, mappings = [] }, _input, report) {
    for (const { host, size, guest, at } of mappings) {
      const numbers = [
        ['host address', host],
        ['size', size],
        ['guest address', guest],
      ] as const;
      const wrong = numbers.find(([, number]) => number % page !== 0n);
      if (wrong === undefined) continue;
      const [name, number] = wrong;
      report({
        at,
        node: node.path,
        message: `${name} 0x${number.toString(16)} is no multiple of 4 KiB: Xen maps whole pages and panics`,
      });
    }
  },
});
