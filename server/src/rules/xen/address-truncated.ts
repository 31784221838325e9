/** An address that a 32-bit Xen does not hold. */
import { defineRule } from '../rule';
import { eachModule } from '../xen-items';
import { mark } from './example-board';

const source = (high: string) => `/dts-v1/;
/ {
    #address-cells = <2>;
    #size-cells = <1>;
    chosen {
        kernel {
            compatible = "multiboot,kernel", "multiboot,module";
            reg = <${high} 0x50000000 0x100000>;
        };
    };
};
`;
/** Physical addresses of Armv7 with its large extension have 40 bits; Xen may be built for 32. */
const most = 1n << 32n;

export const addressTruncated = defineRule({
  id: 'xen/address-truncated',
  severity: 'error',
  summary: 'A module lies above what a 32-bit Xen can address.',
  why: 'Such a Xen keeps the lower 32 bits of an address when it is built with a 32-bit paddr_t, and stops when bits are lost.',
  source: 'Xen include/xen/bootfdt.h: device_tree_get_reg; xen/types.h: paddr_t',
  since: '4.18',
  reader: 'xen',
  examples: [
    {
      title: 'Above 4 GiB',
      board: { bits: 32 },
      dts: mark(source('0x1'), '0x1 0x50000000 0x100000', 'lies above 4 GiB'),
    },
    { title: 'Below', board: { bits: 32 }, dts: source('0x0') },
  ],
  each: eachModule,
  checkEach({ node, reg }, { board = {} }, report) {
    const entry = reg?.entries[0];
    if (board.bits !== 32 || entry === undefined || entry.start + entry.size <= most) return;
    report({
      at: entry.at,
      node: node.path,
      message: `${node.node.name} lies above 4 GiB, and Xen is a 32-bit one: it loses the upper bits or stops; move the module`,
    });
  },
});
