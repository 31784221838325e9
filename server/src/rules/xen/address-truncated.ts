/** An address that a 32-bit Xen does not hold. */
import type { Board } from '../../model/board';
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
/** Physical addresses of Armv7 with its large extension have 40 bits; Xen may be built for 32 (ARM_PA_BITS_32). */
const bitsOf = ({ options }: Board) => (options?.ARM_PA_BITS_32 === true ? 32n : 40n);

export const addressTruncated = defineRule({
  id: 'xen/address-truncated',
  severity: 'error',
  summary: 'A module lies above what a 32-bit Xen can address.',
  why: 'A 32-bit Xen has addresses of 40 bits, or of 32 when it is built with ARM_PA_BITS_32. It stops where the bits above are not 0.',
  source: 'Xen include/xen/bootfdt.h: device_tree_get_reg; xen/types.h: paddr_t',
  since: '4.18',
  reader: 'xen',
  examples: [
    {
      title: 'Above 4 GiB, with addresses of 32 bits',
      board: { bits: 32, options: { ARM_PA_BITS_32: true } },
      dts: mark(source('0x1'), '0x1 0x50000000 0x100000', 'lies above what the 32 bits'),
    },
    { title: 'With addresses of 40 bits', board: { bits: 32 }, dts: source('0x1') },
  ],
  each: eachModule,
  checkEach({ node, reg }, { board = {} }, report) {
    const entry = reg?.entries[0];
    if (board.bits !== 32 || entry === undefined) return;
    const bits = bitsOf(board);
    if (entry.start + entry.size <= 1n << bits) return;
    report({
      at: entry.at,
      node: node.path,
      message: `${node.node.name} lies above what the ${bits} bits of an address reach: Xen loses the upper bits or stops; move the module`,
    });
  },
});
